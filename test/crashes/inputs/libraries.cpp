#include <asio.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <thread>
#include <future>
asio::awaitable<void> run(asio::io_context &io, asio::ip::tcp::socket s, Missing m) {
  std::this_thread::sleep_for();
  std::this_thread::sleep_for(m);
  std::this_thread::sleep_for(std::chrono::seconds(;
  cppcoro::sync_wait();
  cppcoro::sync_wait(m);
  asio::co_spawn(io);
  asio::co_spawn(io, [&] { run(io, s, m); }, asio::detached, 1, 2);
  asio::co_spawn(io, run, asio::detached);
  asio::post(io, [&]() -> asio::awaitable<void> { io.run(
  io.run(m);
  s.read_some();
  s.read_some(asio::buffer(m), m);
  std::async(run).get().get();
  std::future<void>().wait_for();
  std::async(run).get<1>();
}
