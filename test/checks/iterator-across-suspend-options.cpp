// RUN: %check --option AssumeChanges=true --option AllowedAwaits=ready
#include <cppcoro/task.hpp>

#include <vector>

cppcoro::task<int> query(int id);
cppcoro::task<> ready();

class pool {
public:
  cppcoro::task<> unchanged() {
    for (int n : ids_)
      co_await query(n);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the loop goes over 'ids_', which may change while the coroutine is suspended here
  }
  cppcoro::task<> never_suspends() {
    // ok: this await never suspends
    for (int n : ids_)
      co_await ready(), (void)n;
  }

private:
  std::vector<int> ids_;
};
