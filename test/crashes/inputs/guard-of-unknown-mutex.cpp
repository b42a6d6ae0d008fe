// The mutex is not declared: the guard's initialiser has no type.
#include <cppcoro/task.hpp>
#include <mutex>
#include <optional>

cppcoro::task<int> load(int key);

cppcoro::task<> append_optional(int entry) {
  std::optional<std::lock_guard<std::mutex>> lock(std::in_place, mutex_);
  co_await load(entry);
  lock.reset();
}
