// RUN: %check
// RUN: %check --suffix=NOEXCEPTIONS -- -fno-exceptions -DNO_EXCEPTIONS
#include <coroutine>
#include <exception>

struct task_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
};

#ifdef NO_EXCEPTIONS
// ok: nothing throws here
struct quiet {
  struct promise_type : task_base {
    quiet get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
quiet nothing_to_lose() { co_return; }
#else
//===-- Dropped ----------------------------------------------------------------===//

struct forgetful {
  struct promise_type : task_base {
    forgetful get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves the body of such a coroutine is dropped here: the coroutine looks finished, and whoever awaits it goes on without a result [coro-noop-unhandled-exception]
    // CHECK-MESSAGES: :[[@LINE-2]]:10: note: end the program, as an exception does that nobody handles, or keep it with std::current_exception() and rethrow it from await_resume()
    // CHECK-FIXES: void unhandled_exception() { std::terminate(); }
  };
};
forgetful work() { co_return; }

// A template is reported once, however often it is instantiated.
template <typename T> struct forgetful_of {
  struct promise_type : task_base {
    T value;
    forgetful_of get_return_object() { return {}; }
    void return_value(T v) { value = v; }
    void unhandled_exception() noexcept {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves
    // CHECK-FIXES: void unhandled_exception() noexcept { std::terminate(); }
  };
};
forgetful_of<int> one() { co_return 1; }
forgetful_of<long> two() { co_return 2; }

// The base that several promises share.
struct shared_promise : task_base {
  void unhandled_exception();
};
void shared_promise::unhandled_exception() {
}
// CHECK-MESSAGES: :[[@LINE-2]]:22: warning: an exception that leaves

struct eager_forgetful {
  struct promise_type {
    eager_forgetful get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {
    }
    // CHECK-MESSAGES: :[[@LINE-2]]:10: warning: an exception that leaves
    // CHECK-FIXES: void unhandled_exception() noexcept { std::terminate(); }
  };
};

// A sequence that ends too soon looks complete.
struct forgetful_generator {
  struct promise_type : task_base {
    int value;
    forgetful_generator get_return_object() { return {}; }
    std::suspend_always yield_value(int v) { value = v; return {}; }
    void return_void() {}
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves
  };
};

// Named in the traits only.
struct promise_elsewhere {
  int get_return_object() { return 0; }
  void unhandled_exception() {}
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves
};

//===-- Handled ----------------------------------------------------------------===//

// ok: the program ends
struct ending {
  struct promise_type : task_base {
    ending get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { __builtin_abort(); }
  };
};
ending ends() { co_return; }

// ok: something is done
struct counting {
  struct promise_type : task_base {
    int failures = 0;
    counting get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { ++failures; }
  };
};
counting counts() { co_return; }

//===-- Dropped for a reason ---------------------------------------------------===//

// ok: a comment says why
struct deliberate {
  struct promise_type : task_base {
    deliberate get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { /* the body is noexcept by contract */ }
  };
};
deliberate meant() { co_return; }

// ok: the comment may be on a line of its own
struct deliberate_line {
  struct promise_type : task_base {
    deliberate_line get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() {
      // The body is noexcept by contract.
    }
  };
};

// ok: kept for whoever awaits
struct keeping {
  struct promise_type : task_base {
    std::exception_ptr failure;
    keeping get_return_object() { return {}; }
    void return_void() {}
    void unhandled_exception() { failure = std::current_exception(); }
  };
};

//===-- No promise -------------------------------------------------------------===//

// ok: no promise type
struct reporter {
  void unhandled_exception() {}
  void unhandled_exception(int) {}
};
#endif
