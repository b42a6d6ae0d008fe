// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cppcoro (andreasbuhr/cppcoro, read at b8e41b9): single_consumer_event.hpp.
#ifndef CPPCORO_SINGLE_CONSUMER_EVENT_HPP_INCLUDED
#define CPPCORO_SINGLE_CONSUMER_EVENT_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>

namespace cppcoro {

class single_consumer_event {
public:
  single_consumer_event(bool initiallySet = false) noexcept : m_set(initiallySet) {}
  bool is_set() const noexcept { return m_set; }
  void set();
  void reset() noexcept { m_set = false; }

  auto operator co_await() noexcept {
    class awaiter {
    public:
      awaiter(single_consumer_event& event) : m_event(event) {}
      bool await_ready() const noexcept { return m_event.is_set(); }
      bool await_suspend(cppcoro::coroutine_handle<> awaiter) {
        m_event.m_awaiter = awaiter;
        return !m_event.m_set;
      }
      void await_resume() noexcept {}

    private:
      single_consumer_event& m_event;
    };
    return awaiter{*this};
  }

private:
  bool m_set;
  cppcoro::coroutine_handle<> m_awaiter;
};

} // namespace cppcoro

#endif // CPPCORO_SINGLE_CONSUMER_EVENT_HPP_INCLUDED
