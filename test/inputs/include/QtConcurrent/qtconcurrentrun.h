// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qtconcurrentrun.h. Function-nodiscard.
#ifndef MOCK_QTCONCURRENT_QTCONCURRENTRUN_H
#define MOCK_QTCONCURRENT_QTCONCURRENTRUN_H

#include <QtCore/qfuture.h>

#include <type_traits>

class QThreadPool;

namespace QtConcurrent {

template <class Function, class... Args> [[nodiscard]] auto run(QThreadPool*, Function&&, Args&&...) {
  return QFuture<std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>>();
}

template <class Function, class... Args>
  requires(!std::is_convertible_v<Function, QThreadPool*>)
[[nodiscard]] auto run(Function&&, Args&&...) {
  return QFuture<std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>>();
}

} // namespace QtConcurrent

#endif // MOCK_QTCONCURRENT_QTCONCURRENTRUN_H
