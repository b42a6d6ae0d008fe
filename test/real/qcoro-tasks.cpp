// task-abandoned-on-throw and pending-task-overwritten against the real headers of QCoro 0.8 and Qt 6.4.
// REQUIRES: qcoro
// RUN: %check --real --checks=coro-task-abandoned-on-throw,coro-pending-task-overwritten -- %qt_flags
#include <QCoro/QCoroTask>
#include <QObject>
#include <QTimer>
#include <stdexcept>

QCoro::Task<int> load_settings();
QCoro::Task<> connect_to(int host);

QCoro::Task<int> start_up() {
  auto settings = load_settings();
  try {
    co_await connect_to(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: when this throws, 'settings' is destroyed before it is awaited: the work goes on, and its exception is lost [coro-task-abandoned-on-throw]
  } catch (...) {
    co_return -1;
  }
  co_return co_await settings;
}

QCoro::Task<int> checked(int host) {
  auto settings = load_settings();
  if (host == 0)
    throw std::invalid_argument("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'settings' is destroyed before it is awaited
  co_return co_await settings;
}

QCoro::Task<int> in_order() {
  auto settings = load_settings();
  // ok: no handler is prepared for an exception here
  co_await connect_to(1);
  co_return co_await settings;
}

class view : public QObject {
public:
  explicit view(QTimer *timer) {
    connect(timer, &QTimer::timeout, this, [this] {
      refresh_ = refresh();
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the work in 'refresh_' may still run when it is replaced: it goes on beside the new one, and nobody waits for it or sees its exception [coro-pending-task-overwritten]
    });
    connect(timer, &QTimer::timeout, this, [this] {
      // ok: asked first
      if (reload_.isReady())
        reload_ = refresh();
    });
  }

private:
  QCoro::Task<> refresh();
  QCoro::Task<> refresh_;
  QCoro::Task<> reload_;
};
