// RUN: %check
#include <cppcoro/async_scope.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <generic/cancelling_task.h>
#include <generic/eager_task.h>
#include <generic/lazy_task.h>
#include <memory>
#include <qcoro/qcorotask.h>
#include <seastar/core/coroutine.hh>
#include <string>
#include <utility>
#include <vector>

// Tasks in members, from where nothing ever takes them.

cppcoro::task<> poll_sensors();
seastar::future<> watch_config();
seastar::future<> collect_garbage();
lib::eager_task write_journal();
lib::cancelling_task keep_alive();
QCoro::Task<> fetchAvatar();
void log_line(const std::string &line);

class sensor_station {
public:
  void start() {
    log_line("starting");
    polling_ = poll_sensors();
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task is stored in 'polling_', from where nothing ever takes it: it is lazy, so the work never runs [coro-task-never-awaited]
    // CHECK-MESSAGES: :[[@LINE+6]]:19: note: declared here; all that mentions 'polling_' puts tasks into it
  }
  void restart() { polling_ = poll_sensors(); }
  bool is_done() const { return polling_.is_ready(); }

private:
  cppcoro::task<> polling_;
};

// Two of them, of which the end awaits one.
class compaction {
public:
  seastar::future<> start() {
    watcher_ = watch_config();
    collector_ = collect_garbage();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task is stored in 'collector_', from where nothing ever takes it: nobody waits for its result, and its exception is lost
    co_return;
  }
  seastar::future<> stop() {
    // ok: 'watcher_' is awaited here
    co_await std::move(watcher_);
  }

private:
  seastar::future<> watcher_ = seastar::make_ready_future<>();
  seastar::future<> collector_ = seastar::make_ready_future<>();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: note: declared here
};

// Made in the constructor, in a lambda, in a container.
class recorder {
public:
  recorder() : journal_(write_journal()) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task is stored in 'journal_', from where nothing ever takes it: nobody waits for its result

private:
  lib::eager_task journal_;
};

class batch {
public:
  void add() {
    tasks_.reserve(tasks_.size() + 1);
    tasks_.push_back(poll_sensors());
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task is stored in 'tasks_', from where nothing ever takes it: it is lazy, so the work never runs
  }

private:
  std::vector<cppcoro::task<>> tasks_;
};

class late_starter {
public:
  auto starter() {
    return [this] { work_ = poll_sensors(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task is stored in 'work_', from where nothing ever takes it: it is lazy
  }

private:
  cppcoro::task<> work_;
};

namespace {
struct open_station {
  cppcoro::task<> polling;
};
} // namespace
void start(open_station &station) {
  station.polling = poll_sensors();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task is stored in 'polling', from where nothing ever takes it: it is lazy
}

void local_class() {
  struct station {
    cppcoro::task<> polling;
    void start() {
      polling = poll_sensors();
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task is stored in 'polling', from where nothing ever takes it: it is lazy
    }
  } s;
  s.start();
}

//===--- Not reported ---===//

class awaited {
public:
  // ok: awaited by another method
  void start() { polling_ = poll_sensors(); }
  cppcoro::task<> stop() { co_await polling_; }

private:
  cppcoro::task<> polling_;
};

class handed_out {
public:
  // ok: somebody else takes it
  void start() { polling_ = poll_sensors(); }
  cppcoro::task<> take() { return std::move(polling_); }

private:
  cppcoro::task<> polling_;
};

class handed_out_by_reference {
public:
  // ok: somebody else may take it
  void start() { polling_ = poll_sensors(); }
  cppcoro::task<> &polling() { return polling_; }

private:
  cppcoro::task<> polling_;
};

class awaited_on_the_spot {
public:
  // ok: what the assignment yields is awaited
  cppcoro::task<> run() { co_await (polling_ = poll_sensors()); }

private:
  cppcoro::task<> polling_;
};

class defined_elsewhere {
public:
  // ok: a method that is defined elsewhere may await it
  void start() { polling_ = poll_sensors(); }
  cppcoro::task<> stop();

private:
  cppcoro::task<> polling_;
};

class public_member {
public:
  // ok: anybody may await it
  void start() { polling = poll_sensors(); }
  cppcoro::task<> polling;
};

class protected_member {
public:
  // ok: a derived class may await it
  void start() { polling_ = poll_sensors(); }

protected:
  cppcoro::task<> polling_;
};

class somebody;
class with_a_friend_elsewhere {
public:
  // ok: the friend may await it
  void start() { polling_ = poll_sensors(); }

private:
  friend class somebody;
  cppcoro::task<> polling_;
};

class with_a_friend_function_elsewhere {
public:
  // ok: the friend may await it
  void start() { polling_ = poll_sensors(); }

private:
  friend cppcoro::task<> stop(with_a_friend_function_elsewhere &station);
  cppcoro::task<> polling_;
};

class with_a_friend_here {
public:
  // ok: the friend awaits it
  void start() { polling_ = poll_sensors(); }

private:
  friend cppcoro::task<> stop_here(with_a_friend_here &station);
  cppcoro::task<> polling_;
};
cppcoro::task<> stop_here(with_a_friend_here &station) { co_await station.polling_; }

class with_a_nested_class {
public:
  // ok: the nested class may await it
  void start() { polling_ = poll_sensors(); }
  struct stopper {
    cppcoro::task<> stop(with_a_nested_class &station);
  };

private:
  cppcoro::task<> polling_;
};

class with_a_template_method {
public:
  // ok: awaited in a template, of which nothing was made yet
  void start() { measuring_ = poll_sensors(); }
  template <typename Self> static cppcoro::task<> stop(Self &self) { co_await self.measuring_; }

private:
  cppcoro::task<> measuring_;
};

template <typename Driver> class station_template {
public:
  // ok: a specialisation may await it
  void start() { polling_ = poll_sensors(); }

private:
  cppcoro::task<> polling_;
};
void start_template(station_template<int> &station) { station.start(); }

class cancelled_with_its_owner {
public:
  // ok: its destructor ends the work, which is what the member is for
  cancelled_with_its_owner() : pings_(keep_alive()) {}

private:
  lib::cancelling_task pings_;
};

class polled {
public:
  // ok: it runs by itself, and is asked whether it has ended
  void start() { watcher_ = watch_config(); }
  bool is_done() const { return watcher_.available(); }

private:
  seastar::future<> watcher_ = seastar::make_ready_future<>();
};

class nothing_to_wait_for {
public:
  // ok: complete from the start
  void reset() { watcher_ = seastar::make_ready_future<>(); }

private:
  seastar::future<> watcher_ = seastar::make_ready_future<>();
};

class given_from_outside {
public:
  // ok: whose task it is, is not known
  explicit given_from_outside(cppcoro::task<> polling) : polling_(std::move(polling)) {}

private:
  cppcoro::task<> polling_;
};

class slots_of_qt {
public:
  // ok: a QCoro::Task may be left alone
  void start() { avatar_ = fetchAvatar(); }

private:
  QCoro::Task<> avatar_;
};

class spawned {
public:
  // ok: handed on
  void start(cppcoro::async_scope &scope) {
    polling_ = poll_sensors();
    scope.spawn(std::move(polling_));
  }

private:
  cppcoro::task<> polling_;
};

class gathered {
public:
  // ok: the container is handed on
  void add() { tasks_.push_back(poll_sensors()); }
  cppcoro::task<> run() { co_await cppcoro::when_all(std::move(tasks_)); }

private:
  std::vector<cppcoro::task<>> tasks_;
};

class gathered_on_the_spot {
public:
  // ok: the new element is awaited
  cppcoro::task<> add() { co_await tasks_.emplace_back(poll_sensors()); }

private:
  std::vector<cppcoro::task<>> tasks_;
};

class emptied {
public:
  // ok: no task is stored
  void reset() { polling_ = {}; }
  emptied() : polling_() {}

private:
  cppcoro::task<> polling_;
};

class marked {
public:
  // ok: marked
  void start() { polling_ = poll_sensors(); }

private:
  [[maybe_unused]] cppcoro::task<> polling_;
};

class by_pointer_to_member {
public:
  // ok: awaited through a pointer to the member
  void start() { polling_ = poll_sensors(); }
  static auto where() { return &by_pointer_to_member::polling_; }

private:
  cppcoro::task<> polling_;
};
