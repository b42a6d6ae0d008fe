// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorotimer.h. sleepFor and sleepUntil are in this header; QTimer itself
// is awaitable.
#ifndef MOCK_QCORO_QCOROTIMER_H
#define MOCK_QCORO_QCOROTIMER_H

#include <qcoro/qcorotask.h>

#include <QtCore/qpointer.h>
#include <QtCore/qtimer.h>

#include <chrono>

namespace QCoro::detail {

class QCoroTimer {
  class WaitForTimeoutOperation {
  public:
    explicit WaitForTimeoutOperation(QTimer* timer);
    explicit WaitForTimeoutOperation(QTimer& timer);
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<> awaitingCoroutine);
    void await_resume() const;
  };
  friend struct awaiter_type<QTimer*>;
  friend struct awaiter_type<QTimer>;

public:
  explicit QCoroTimer(QTimer* timer);
  Task<void> waitForTimeout() const;
};

template <>
struct awaiter_type<QTimer*> {
  using type = QCoroTimer::WaitForTimeoutOperation;
};
template <>
struct awaiter_type<QTimer> {
  using type = QCoroTimer::WaitForTimeoutOperation;
};

} // namespace QCoro::detail

namespace QCoro {

template <typename Rep, typename Period> QCoro::Task<> sleepFor(const std::chrono::duration<Rep, Period>& timeout) {
  QTimer timer;
  timer.setSingleShot(true);
  timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(timeout));
  co_await timer;
}

template <typename Clock, typename Duration>
QCoro::Task<> sleepUntil(const std::chrono::time_point<Clock, Duration>& when) {
  return sleepFor(when.time_since_epoch() - std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace QCoro

inline auto qCoro(QTimer* timer) noexcept { return QCoro::detail::QCoroTimer{timer}; }
inline auto qCoro(QTimer& timer) noexcept { return QCoro::detail::QCoroTimer{&timer}; }

#endif // MOCK_QCORO_QCOROTIMER_H
