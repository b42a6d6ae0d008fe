// RUN: %check --checks=coro-blocking-sleep
#include <QCoro/QCoroTask>
// CHECK-FIXES-SAFE: #include <QCoro/QCoroTimer>
// CHECK-FIXES: #include <QCoro/QCoroTimer>
#include <QThread>
#include <QThreadPool>
#include <QTimer>
#include <QtConcurrentRun>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

void show(int frame);

QCoro::Task<> blink(int times) {
  for (int i = 0; i < times; ++i) {
    QThread::msleep(200);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::msleep' puts the thread to sleep: nothing else on the thread of coroutine 'blink' runs until it returns [coro-blocking-sleep]
    // CHECK-FIXES-SAFE: co_await QCoro::sleepFor(std::chrono::milliseconds(200));
    // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::milliseconds(200));
    QThread::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::sleep' puts the thread to sleep: nothing else on the thread of coroutine 'blink' runs until it returns [coro-blocking-sleep]
    // CHECK-FIXES-SAFE: co_await QCoro::sleepFor(std::chrono::seconds(1));
    // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::seconds(1));
    std::this_thread::sleep_for(1ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' puts the thread to sleep: nothing else on the thread of coroutine 'blink' runs until it returns [coro-blocking-sleep]
    // CHECK-FIXES-SAFE: co_await QCoro::sleepFor(1ms);
    // CHECK-FIXES: co_await QCoro::sleepFor(1ms);
  }
  co_return;
}

void connect_slots(QTimer *timer) {
  QObject::connect(timer, &QTimer::timeout, [] {
    QThread::sleep(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::sleep' puts the thread to sleep: the loop that runs this handler stands still until it returns [coro-blocking-sleep]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the handler is given to the loop here
  });
}

QCoro::Task<> until_next_frame(std::chrono::steady_clock::time_point next) {
  std::this_thread::sleep_until(next);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' puts the thread to sleep: nothing else on the thread of coroutine 'until_next_frame' runs until it returns [coro-blocking-sleep]
  // CHECK-FIXES-SAFE: co_await QCoro::sleepFor((next) - std::chrono::steady_clock::now());
  // CHECK-FIXES: co_await QCoro::sleepFor((next) - std::chrono::steady_clock::now());
  co_return;
}

class player : public QObject {
public:
  QCoro::Task<> play(unsigned frames, unsigned long pause) {
    for (unsigned i = 0; i < frames; ++i) {
      show(i);
      QThread::usleep(pause);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'QThread::usleep' puts the thread to sleep: nothing else on the thread of coroutine 'player::play' runs until it returns [coro-blocking-sleep]
      // CHECK-FIXES-SAFE: co_await QCoro::sleepFor(std::chrono::microseconds(pause));
      // CHECK-FIXES: co_await QCoro::sleepFor(std::chrono::microseconds(pause));
    }
    co_return;
  }
};

// ok: Qt's own function waits in a thread of the caller's choice
void wait_in_thread() { QThread::sleep(1); }

class worker : public QThread {
  void run() {
    // ok: the body of a thread
    msleep(100);
  }
};

QCoro::Task<> only_yields() {
  // ok: a zero sleep only yields
  QThread::msleep(0);
  QThread::sleep(0);
  co_return;
}

QCoro::Task<> qt_offload() {
  auto future = QtConcurrent::run([] {
    // ok: a thread of Qt's pool
    QThread::sleep(1);
  });
  (void)future;
  co_return;
}

void start_worker() {
  // ok: a thread of Qt's pool
  QThreadPool::globalInstance()->start([] { QThread::sleep(5); });
}
