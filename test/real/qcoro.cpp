// The checks against the real headers of QCoro 0.8 and Qt 6.4.
// REQUIRES: qcoro
// RUN: %check --real --checks=coro-blocking-sleep,coro-blocking-network-call,coro-blocking-future-get,coro-blocking-thread-sync,coro-blocking-process-call,coro-blocking-file-io,coro-unawaited-task,coro-coroutine-as-void-callback,coro-sync-wait-in-coroutine,coro-nested-loop-run -- %qt_flags
#include <QCoro/QCoroFuture>
#include <QCoro/QCoroNetworkReply>
#include <QCoro/QCoroProcess>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QFuture>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QProcess>
#include <QSemaphore>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QtConcurrentRun>
#include <chrono>
#include <functional>
#include <memory>

using namespace std::chrono_literals;

QCoro::Task<int> count(const QString &name);
QCoro::Task<> refresh();

// Blocking.

QCoro::Task<> sleeps() {
  QThread::msleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'QThread::msleep' puts the thread to sleep: nothing else on the thread of coroutine 'sleeps' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(std::chrono::milliseconds(100));
  // ok: suspends.
  co_await QCoro::sleepFor(100ms);
}

QCoro::Task<QByteArray> download(QNetworkAccessManager &net, QTcpSocket &socket) {
  socket.connectToHost(QStringLiteral("localhost"), 80);
  socket.waitForConnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForConnected' waits for the peer: {{.*}} [coro-blocking-network-call]
  socket.waitForReadyRead(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'waitForReadyRead' waits for the other end
  // ok: only looks; suspends.
  socket.waitForReadyRead(0);
  std::unique_ptr<QNetworkReply> reply(co_await net.get(QNetworkRequest(QUrl())));
  co_return reply->readAll();
}

QCoro::Task<> work(QThread &thread, QSemaphore &free) {
  QFuture<int> sum = QtConcurrent::run([] {
    // ok: a thread of the pool.
    QThread::msleep(100);
    return 1;
  });
  sum.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitForFinished' waits for the future on this thread: {{.*}} [coro-blocking-future-get]
  thread.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits for the thread to end: {{.*}} [coro-blocking-thread-sync]
  free.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'acquire' waits for another thread to release the semaphore
  // ok: do not wait; suspend.
  free.tryAcquire();
  free.release();
  QFuture<int> product = QtConcurrent::run([] { return 2; });
  co_await product;
}

QCoro::Task<> run(QProcess &process) {
  process.start();
  process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'waitForFinished' waits for the process: {{.*}} [coro-blocking-process-call]
  QFile file(QStringLiteral("log"));
  file.open(QIODevice::ReadOnly);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'open' waits for the disk: {{.*}} [coro-blocking-file-io]
  // ok: suspends.
  co_await qCoro(process).start();
  co_await qCoro(process).waitForFinished();
}

// Lost tasks. QCoro's tasks start at once, so a dropped one goes on unseen.

QCoro::Task<> reload() {
  refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'refresh' is dropped: 'refresh' goes on with nobody waiting for it, and its exception is lost [coro-unawaited-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it to wait for it and to see its errors
  // CHECK-FIXES: {{^}}  co_await refresh();
  // ok: awaited; handed to a continuation.
  co_await refresh();
  refresh().then([] {});
}

void handlers(QTimer &timer, QObject &owner) {
  // ok: a slot may be a coroutine, and it may be started from one that is not.
  QObject::connect(&timer, &QTimer::timeout, &owner, []() -> QCoro::Task<> { co_await refresh(); });
  QTimer::singleShot(0, &owner, [] { refresh(); });
  // ok: so may any other callback; the task runs by itself.
  std::function<void()> later = []() -> QCoro::Task<> { co_await refresh(); };
  // ok: the result is passed on.
  std::function<QCoro::Task<>()> kept = []() -> QCoro::Task<> { co_await refresh(); };
}

// Nested loops.

QCoro::Task<int> total() {
  int first = QCoro::waitFor(count(QStringLiteral("a")));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitFor' runs an event loop inside coroutine 'total' until the task is done: {{.*}} [coro-sync-wait-in-coroutine]
  // CHECK-FIXES: {{^}}  int first = co_await count(QStringLiteral("a"));
  QEventLoop loop;
  QTimer::singleShot(1s, &loop, &QEventLoop::quit);
  loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' runs an event loop inside coroutine 'total': {{.*}} [coro-nested-loop-run]
  QCoreApplication::processEvents();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'QCoreApplication::processEvents' runs an event loop inside coroutine 'total': {{.*}} [coro-nested-loop-run]
  // ok: suspends; leaves a loop.
  co_return first + co_await count(QStringLiteral("b"));
}

int main(int argc, char **argv) {
  QCoreApplication app(argc, argv);
  // ok: no coroutine.
  QCoro::waitFor(total());
  return app.exec();
}
