// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorosignal.h (without listeners).
#ifndef MOCK_QCORO_QCOROSIGNAL_H
#define MOCK_QCORO_QCOROSIGNAL_H

#include <qcoro/qcorotask.h>

#include <QtCore/qobject.h>

#include <chrono>
#include <optional>
#include <tuple>
#include <type_traits>

namespace QCoro::detail {

namespace concepts {
template <typename T>
concept QObject = std::is_base_of_v<::QObject, T>;
}

template <class> struct args_tuple;
template <class R, class T, class... Args>
struct args_tuple<R (T::*)(Args...)> {
  using type = std::tuple<std::remove_cvref_t<Args>...>;
};
template <class R, class T, class Arg>
struct args_tuple<R (T::*)(Arg)> {
  using type = std::remove_cvref_t<Arg>;
};
template <typename FuncPtr> using signal_value_t = typename args_tuple<std::remove_cvref_t<FuncPtr>>::type;

} // namespace QCoro::detail

template <QCoro::detail::concepts::QObject T, typename FuncPtr>
inline auto qCoro(T* obj, FuncPtr&& ptr, std::chrono::milliseconds timeout)
    -> QCoro::Task<std::optional<QCoro::detail::signal_value_t<FuncPtr>>> {
  QCoro::detail::mock_body(obj, ptr, timeout);
}

template <QCoro::detail::concepts::QObject T, typename FuncPtr>
inline auto qCoro(T* obj, FuncPtr&& ptr) -> QCoro::Task<QCoro::detail::signal_value_t<FuncPtr>> {
  QCoro::detail::mock_body(obj, ptr);
}

#endif // MOCK_QCORO_QCOROSIGNAL_H
