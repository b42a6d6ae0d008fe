// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A hand-written coroutine type for inference tests, modelled on no library: eager, cannot be awaited, the frame frees
// itself at its end. Dropping it is its use.
#ifndef GENERIC_FIRE_AND_FORGET_H
#define GENERIC_FIRE_AND_FORGET_H

#include <coroutine>
#include <exception>

namespace lib {

struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

} // namespace lib

#endif // GENERIC_FIRE_AND_FORGET_H
