// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorothread.h.
#ifndef MOCK_QCORO_QCOROTHREAD_H
#define MOCK_QCORO_QCOROTHREAD_H

#include <qcoro/qcorotask.h>

#include <QtCore/qthread.h>

#include <chrono>

namespace QCoro {

class ThreadContext {
public:
  explicit ThreadContext(QThread* thread);
  ~ThreadContext();
  ThreadContext(const ThreadContext&) = delete;
  ThreadContext& operator=(const ThreadContext&) = delete;
  ThreadContext(ThreadContext&&) noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> awaiter) noexcept;
  void await_resume() noexcept;
};

ThreadContext moveToThread(QThread* thread);

} // namespace QCoro

namespace QCoro::detail {

class QCoroThread {
public:
  explicit QCoroThread(QThread* thread);
  Task<bool> waitForStarted(std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
  Task<bool> waitForFinished(std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
};

} // namespace QCoro::detail

inline auto qCoro(QThread* thread) { return QCoro::detail::QCoroThread(thread); }
inline auto qCoro(QThread& thread) { return QCoro::detail::QCoroThread(&thread); }

#endif // MOCK_QCORO_QCOROTHREAD_H
