// RUN: %check --profile dangling-coroutine-lambda-handler.yaml
// Handlers live until somebody takes them away, whether their coroutines are done or not.
#include <generic/eager_task.h>
#include <generic/fire_and_forget.h>

#include <functional>
#include <memory>
#include <string>

lib::eager_task rest();
void log(const std::string &text);

namespace ui {
class event {
public:
  void subscribe(std::function<void(int)> handler);
  void add(std::function<lib::fire_and_forget(int)> handler);
  void subscribe_once(const char *name, std::function<lib::fire_and_forget(int)> handler);
  void unknown(std::function<lib::fire_and_forget(int)> handler);
};
} // namespace ui

class window : public std::enable_shared_from_this<window> {
public:
  void open() {
    changed_.subscribe([this](int n) -> lib::fire_and_forget {
      // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the coroutine may use its capture 'this' when the lambda is gone: it is gone as soon as somebody takes it away from 'event::subscribe' [coro-dangling-coroutine-lambda]
      // CHECK-MESSAGES: :[[@LINE+3]]:7: note: 'this' is read from the lambda here, after a suspension
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: the coroutine is suspended here
      co_await rest();
      title_ = std::to_string(n);
    });
    changed_.add([weak = weak_from_this()](int) -> lib::fire_and_forget {
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: {{.*}} 'weak' {{.*}} from 'event::add'
      co_await rest();
      if (auto self = weak.lock())
        self->title_ = "";
    });
    changed_.add([weak = weak_from_this()](int) -> lib::fire_and_forget {
      // ok: the coroutine has a copy before it is first suspended
      auto own = weak;
      co_await rest();
      if (auto self = own.lock())
        self->title_ = "";
    });
    // ok: a plain function
    changed_.subscribe([this](int n) { title_ = std::to_string(n); });
    // ok: kept until it is done, says the profile
    changed_.subscribe_once("closed", [this](int) -> lib::fire_and_forget {
      co_await rest();
      title_ = "closed";
    });
    // ok: what becomes of it is not known
    changed_.unknown([this](int) -> lib::fire_and_forget {
      co_await rest();
      title_ = "";
    });
  }

private:
  ui::event changed_;
  std::string title_;
};
