// The checks against the real headers of QCoro 0.8 and Qt 5.15: the four families, each once.
// REQUIRES: qcoro5
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-network-call,coro-blocking-process-call,coro-sync-wait-in-coroutine,coro-nested-loop-run,coro-unawaited-task -- %qt5_flags
#include <QCoro/QCoroProcess>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QEventLoop>
#include <QObject>
#include <QProcess>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <chrono>

using namespace std::chrono_literals;

QCoro::Task<int> count(const QString &name);
QCoro::Task<> refresh();

// Blocking.

QCoro::Task<> blocks(QTcpSocket &socket, QProcess &process) {
  QThread::msleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'QThread::msleep' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(std::chrono::milliseconds(100));
  socket.waitForConnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForConnected' waits for the peer: {{.*}} [coro-blocking-network-call]
  process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' waits for the process: {{.*}} [coro-blocking-process-call]
  // ok: suspends.
  co_await QCoro::sleepFor(100ms);
}

// A loop within a loop.

QCoro::Task<int> nested() {
  QEventLoop loop;
  loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' runs an event loop inside coroutine 'nested'{{.*}} [coro-nested-loop-run]
  co_return QCoro::waitFor(count(QStringLiteral("a")));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'waitFor' {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  co_return co_await count(QStringLiteral("a"));
}

// Never awaited, dropped.

QCoro::Task<> forgets() {
  count(QStringLiteral("b"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'count' is dropped: {{.*}} [coro-unawaited-task]
  co_await refresh();
}

// As QCoro's own examples do it: nothing to say.

void start(QObject &parent) {
  auto *timer = new QTimer(&parent);
  // ok: a slot starts a task, which goes on by itself.
  QObject::connect(timer, &QTimer::timeout, &parent, [] { refresh(); });
  QObject::connect(timer, &QTimer::timeout, &parent, []() -> QCoro::Task<> { co_await refresh(); });
}
