// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of cpr (libcpr/cpr, read at 42f0b21, 1.15): api.h, session.h, async_wrapper.h, response.h. Requests block; those
// with Async in their names run on a thread of a pool.
#ifndef MOCK_CPR_CPR_H
#define MOCK_CPR_CPR_H

#include <chrono>
#include <future>
#include <string>

namespace cpr {

class Url {
public:
  Url(const char* url);
};
class Response {
public:
  long status_code;
  std::string text;
};

template <typename T> class AsyncWrapper {
public:
  T get();
  void wait() const;
  template <class Rep, class Period> std::future_status wait_for(const std::chrono::duration<Rep, Period>&) const;
};
using AsyncResponse = AsyncWrapper<Response>;

template <typename... Ts> Response Get(Ts&&... ts);
template <typename... Ts> Response Post(Ts&&... ts);
template <typename... Ts> AsyncResponse GetAsync(Ts... ts);
template <typename Then, typename... Ts> auto GetCallback(Then, Ts...) -> AsyncWrapper<int> { return {}; }

class Session {
public:
  void SetUrl(const Url& url);
  Response Get();
};

} // namespace cpr

#endif // MOCK_CPR_CPR_H
