// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorofuture.h. QFuture itself is awaitable.
#ifndef MOCK_QCORO_QCOROFUTURE_H
#define MOCK_QCORO_QCOROFUTURE_H

#include <qcoro/qcorotask.h>

#include <QtCore/qfuture.h>

namespace QCoro::detail {

template <typename T>
class QCoroFuture final {
  class WaitForFinishedOperation {
  public:
    explicit WaitForFinishedOperation(const QFuture<T>& future) : mFuture(future) {}
    bool await_ready() const noexcept { return mFuture.isFinished() || mFuture.isCanceled(); }
    void await_suspend(std::coroutine_handle<> awaitingCoroutine);
    T await_resume() const {
      if constexpr (!std::is_void_v<T>)
        return mFuture.result();
    }

  private:
    QFuture<T> mFuture;
  };
  friend struct awaiter_type<QFuture<T>>;

public:
  explicit QCoroFuture(const QFuture<T>& future) : mFuture(future) {}
  Task<T> waitForFinished() { co_return co_await WaitForFinishedOperation{mFuture}; }

private:
  QFuture<T> mFuture;
};

template <typename T>
struct awaiter_type<QFuture<T>> {
  using type = typename QCoroFuture<T>::WaitForFinishedOperation;
};

} // namespace QCoro::detail

template <typename T> inline auto qCoro(const QFuture<T>& f) noexcept { return QCoro::detail::QCoroFuture<T>{f}; }

#endif // MOCK_QCORO_QCOROFUTURE_H
