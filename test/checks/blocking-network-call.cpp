// RUN: %check
#include <asio/co_spawn.hpp>
#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>
#include <asio/post.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
// CHECK-FIXES: #include <asio/redirect_error.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
// CHECK-FIXES: #include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <string>
#include <thread>

#include <QCoro/QCoroAbstractSocket>
#include <QtNetwork/QTcpSocket>
#include <QtSql/QSqlQuery>

using asio::ip::tcp;
using asio::ip::udp;
namespace net = boost::asio;

// --- Asio: every call has an asynchronous twin ---------------------------------------------------

asio::awaitable<std::size_t> echo_once(tcp::socket client) {
  std::array<char, 512> data;
  std::size_t n = client.read_some(asio::buffer(data));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'read_some' waits for the peer to send: nothing else on the thread of coroutine 'echo_once' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: await the asynchronous form 'async_read_some' instead
  co_return asio::write(client, asio::buffer(data, n));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'echo_once' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await the asynchronous form 'async_write' instead
  // CHECK-FIXES: std::size_t n = co_await client.async_read_some(asio::buffer(data), asio::use_awaitable);
  // CHECK-FIXES: co_return co_await asio::async_write(client, asio::buffer(data, n), asio::use_awaitable);
}

asio::awaitable<void> read_headers(tcp::socket &upstream, std::string &head) {
  asio::error_code ec;
  asio::read_until(upstream, asio::dynamic_buffer(head), "\r\n\r\n", ec);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_until' waits for the peer: nothing else on the thread of coroutine 'read_headers' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the asynchronous form 'async_read_until' instead
  // CHECK-FIXES: co_await asio::async_read_until(upstream, asio::dynamic_buffer(head), "\r\n\r\n", asio::redirect_error(asio::use_awaitable, ec));
  if (!ec && head.size() > 4096)
    asio::write(upstream, asio::buffer("431"), ec);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'read_headers' runs until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: await the asynchronous form 'async_write' instead
  while (asio::read(upstream, asio::buffer(head.data(), head.size())) > 0) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'read' waits for the peer: nothing else on the thread of coroutine 'read_headers' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: await the asynchronous form 'async_read' instead
  // CHECK-FIXES: co_await asio::async_write(upstream, asio::buffer("431"), asio::redirect_error(asio::use_awaitable, ec));
  // CHECK-FIXES: while (co_await asio::async_read(upstream, asio::buffer(head.data(), head.size()), asio::use_awaitable) > 0) {
  }
  co_return;
}

asio::awaitable<std::string> first_host(asio::io_context &io, std::string name) {
  tcp::resolver resolver(io);
  tcp::socket probe(io);
  asio::connect(probe, resolver.resolve(name, "https"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' waits for the peer: nothing else on the thread of coroutine 'first_host' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the asynchronous form 'async_connect' instead
  // CHECK-MESSAGES: :[[@LINE-3]]:33: warning: 'resolve' waits for the name server: nothing else on the thread of coroutine 'first_host' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-4]]:33: note: await the asynchronous form 'async_resolve' instead
  for (const auto &entry : resolver.resolve(name, "http"))
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'resolve' waits for the name server: nothing else on the thread of coroutine 'first_host' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: await the asynchronous form 'async_resolve' instead
  // CHECK-FIXES: co_await asio::async_connect(probe, co_await resolver.async_resolve(name, "https", asio::use_awaitable), asio::use_awaitable);
  // CHECK-FIXES: for (const auto &entry : co_await resolver.async_resolve(name, "http", asio::use_awaitable))
    (void)entry;
  co_return resolver.resolve(name, "80").begin()->host_name();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'resolve' waits for the name server: nothing else on the thread of coroutine 'first_host' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: await the asynchronous form 'async_resolve' instead
  // CHECK-FIXES: co_return (co_await resolver.async_resolve(name, "80", asio::use_awaitable)).begin()->host_name();
}

class session {
public:
  asio::awaitable<void> run(tcp::acceptor &acceptor) {
    tcp::socket peer = acceptor.accept();
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'accept' waits for a client to connect: nothing else on the thread of coroutine 'session::run' runs until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:33: note: await the asynchronous form 'async_accept' instead
    peer.wait(tcp::socket::wait_read);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'wait' waits for the descriptor to become ready: nothing else on the thread of coroutine 'session::run' runs until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:10: note: await the asynchronous form 'async_wait' instead
    upstream_->connect(peer.remote_endpoint());
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'connect' waits for the peer to answer: nothing else on the thread of coroutine 'session::run' runs until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: await the asynchronous form 'async_connect' instead
    this->downstream_.send(asio::buffer("hello"), 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'send' waits until the data is on its way: nothing else on the thread of coroutine 'session::run' runs until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: await the asynchronous form 'async_send' instead
    // CHECK-FIXES: tcp::socket peer = co_await acceptor.async_accept(asio::use_awaitable);
    // CHECK-FIXES: co_await peer.async_wait(tcp::socket::wait_read, asio::use_awaitable);
    // CHECK-FIXES: co_await upstream_->async_connect(peer.remote_endpoint(), asio::use_awaitable);
    // CHECK-FIXES: co_await this->downstream_.async_send(asio::buffer("hello"), 0, asio::use_awaitable);
    co_return;
  }

private:
  tcp::socket *upstream_;
  tcp::socket downstream_;
};

asio::awaitable<void> report(udp::socket &socket, udp::endpoint to) {
  socket.send_to(asio::buffer("ok"), to);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send_to' waits until the data is on its way: nothing else on the thread of coroutine 'report' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: await the asynchronous form 'async_send_to' instead
  // CHECK-FIXES: co_await socket.async_send_to(asio::buffer("ok"), to, asio::use_awaitable);
  co_return;
}

auto pinger = [](tcp::socket &socket) -> asio::awaitable<void> {
  asio::write(socket, asio::buffer("ping"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on this coroutine's thread runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the asynchronous form 'async_write' instead
  // CHECK-FIXES: co_await asio::async_write(socket, asio::buffer("ping"), asio::use_awaitable);
  co_return;
};

// The alias in scope is used by the fix.
net::awaitable<void> boosted(net::ip::tcp::socket socket) {
  net::write(socket, net::buffer("hello"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'boosted' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the asynchronous form 'async_write' instead
  // CHECK-FIXES: co_await net::async_write(socket, net::buffer("hello"), net::use_awaitable);
  co_return;
}

// Reported once, however often it is instantiated.
template <typename Stream> asio::awaitable<void> greet(Stream stream) {
  asio::write(stream, asio::buffer("220 ready"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'greet' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await the asynchronous form 'async_write' instead
  // CHECK-FIXES: co_await asio::async_write(stream, asio::buffer("220 ready"), asio::use_awaitable);
  co_return;
}
template asio::awaitable<void> greet(tcp::socket);
template asio::awaitable<void> greet(tcp::socket &);

// --- reported, but there is nothing to await there -----------------------------------------------

#define SEND_LINE(socket, text) asio::write(socket, asio::buffer(text))

asio::awaitable<void> banner(tcp::socket &socket) {
  SEND_LINE(socket, "220 ready\r\n");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'banner' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:33: note: expanded from macro 'SEND_LINE'
  co_return;
}

asio::awaitable<void> say_goodbye(tcp::socket &socket) {
  // No co_await in a handler, nor in the initialiser of a static.
  try {
    socket.shutdown(tcp::socket::shutdown_send);
  } catch (const std::exception &) {
    asio::write(socket, asio::buffer("bye"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'say_goodbye' runs until it returns [coro-blocking-network-call]
  }
  static std::size_t greeted = asio::write(socket, asio::buffer("hi"));
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'say_goodbye' runs until it returns [coro-blocking-network-call]
  (void)greeted;
  // A lambda that is called where it stands runs in the coroutine, but cannot suspend it.
  [&] { asio::write(socket, asio::buffer("done")); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'say_goodbye' runs until it returns [coro-blocking-network-call]
  co_return;
}

asio::awaitable<bool> reachable(tcp::socket &socket, tcp::endpoint where) {
  asio::error_code ec;
  // With a redirected error the awaited form gives nothing to test.
  if (socket.connect(where, ec))
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' waits for the peer to answer: nothing else on the thread of coroutine 'reachable' runs until it returns [coro-blocking-network-call]
    co_return false;
  socket.connect(where, ec);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'connect' waits for the peer to answer: nothing else on the thread of coroutine 'reachable' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: await the asynchronous form 'async_connect' instead
  // CHECK-FIXES: co_await socket.async_connect(where, asio::redirect_error(asio::use_awaitable, ec));
  co_return !ec;
}

// use_awaitable makes an awaitable for any_io_executor, which this coroutine cannot await.
asio::awaitable<void, asio::io_context::executor_type> pinned(tcp::socket &socket) {
  asio::write(socket, asio::buffer("pinned"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'pinned' runs until it returns [coro-blocking-network-call]
  co_return;
}

// Another library's coroutine.
cppcoro::task<> relay(tcp::socket &socket) {
  asio::write(socket, asio::buffer("relay"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' waits for the peer: nothing else on the thread of coroutine 'relay' runs until it returns [coro-blocking-network-call]
  co_return;
}

void start_reading(asio::io_context &io, tcp::socket &socket, std::array<char, 64> &data) {
  // A handler runs on the loop, coroutine or not.
  socket.async_read_some(asio::buffer(data), [&](asio::error_code, std::size_t n) {
    asio::write(socket, asio::buffer(data, n));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'write' waits for the peer: the loop that runs this handler stands still until it returns [coro-blocking-network-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: the handler is given to the loop here
  });
  asio::post(io, [&socket] { asio::write(socket, asio::buffer("tick")); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'write' waits for the peer: the loop that runs this handler stands still until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the handler is given to the loop here
}

// --- the C library and Qt ------------------------------------------------------------------------

cppcoro::task<long> fetch_raw(int fd, std::string host) {
  addrinfo *found = nullptr;
  if (::getaddrinfo(host.c_str(), "80", nullptr, &found) != 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'getaddrinfo' waits for the name server: nothing else on the thread of coroutine 'fetch_raw' runs until it returns [coro-blocking-network-call]
    co_return -1;
  if (::connect(fd, found->ai_addr, found->ai_addrlen) != 0)
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'connect' waits for the peer to answer: nothing else on the thread of coroutine 'fetch_raw' runs until it returns [coro-blocking-network-call]
    co_return -1;
  char reply[512];
  co_return recv(fd, reply, sizeof reply, MSG_NOSIGNAL);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'recv' waits for the peer to send: nothing else on the thread of coroutine 'fetch_raw' runs until it returns [coro-blocking-network-call]
}

cppcoro::task<int> cached(const std::string &host);
cppcoro::task<int> look_up(std::string host, addrinfo **found) {
  // That the name was awaited before makes the name server no faster.
  if (int address = co_await cached(host))
    co_return address;
  co_return ::getaddrinfo(host.c_str(), "80", nullptr, found);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'getaddrinfo' waits for the name server: nothing else on the thread of coroutine 'look_up' runs until it returns [coro-blocking-network-call]
}

cppcoro::task<int> wait_for_any(pollfd *fds, nfds_t count, int timeout) {
  co_return ::poll(fds, count, timeout);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'poll' waits for a descriptor to become ready: nothing else on the thread of coroutine 'wait_for_any' runs until it returns [coro-blocking-network-call]
}

QCoro::Task<bool> sync_orders(QTcpSocket *server, QIODevice *device, QSqlQuery query) {
  if (!server->waitForConnected(5000) || !device->waitForReadyRead(-1))
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'waitForConnected' waits for the peer: nothing else on the thread of coroutine 'sync_orders' runs until it returns [coro-blocking-network-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:51: warning: 'waitForReadyRead' waits for the other end: nothing else on the thread of coroutine 'sync_orders' runs until it returns [coro-blocking-network-call]
    co_return false;
  co_return query.exec("select * from orders");
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'exec' waits for the database: nothing else on the thread of coroutine 'sync_orders' runs until it returns [coro-blocking-network-call]
}

// --- safe ----------------------------------------------------------------------------------------

asio::awaitable<void> echo(tcp::socket &socket) {
  std::array<char, 512> data;
  // ok: waits for readiness first, so there is something to read
  co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  std::size_t n = socket.read_some(asio::buffer(data));
  // ok: the asynchronous form
  co_await asio::async_write(socket, asio::buffer(data, n), asio::use_awaitable);
}

asio::awaitable<std::size_t> drain(tcp::socket &socket, std::array<char, 512> &data) {
  // ok: asks how much is there
  if (std::size_t there = socket.available())
    co_return socket.read_some(asio::buffer(data, there));
  co_return 0;
}

void on_readable(tcp::socket &socket, std::array<char, 512> &data) {
  // ok: the handler runs when the socket is readable
  socket.async_wait(tcp::socket::wait_read,
                    [&](asio::error_code) { socket.read_some(asio::buffer(data)); });
}

// A stream that has no asynchronous side is in memory.
struct hashing_stream {
  template <typename Buffers> std::size_t write_some(const Buffers &buffers);
};

asio::awaitable<void> checksum(hashing_stream hash, std::string text) {
  // ok: a stream that cannot be used asynchronously waits for nobody
  asio::write(hash, asio::buffer(text));
  co_return;
}

// Names of one's own.
int connect(const char *host, const char *service, int retries);
struct mailer {
  void send(const std::string &text, int priority);
  std::string receive();
};

cppcoro::task<std::string> own_names(mailer mail) {
  // ok: not the C library's connect
  connect("example.com", "smtp", 3);
  // ok: a method of another class
  mail.send("hello", 0);
  co_return mail.receive();
}

cppcoro::task<long> flags(int fd, char *data, int how) {
  // ok: returns at once
  recv(fd, data, 1, MSG_PEEK | MSG_DONTWAIT);
  // ok: the flags are not known here
  co_return recv(fd, data, 1, how);
}

cppcoro::task<int> zero_timeout(pollfd *fds) {
  // ok: a poll that does not wait
  co_return ::poll(fds, 1, 0);
}

struct readable {
  int fd;
  bool await_ready() const noexcept { return false; }
  void await_suspend(cppcoro::coroutine_handle<> waiting);
  void await_resume() {
    // ok: an awaiter's method is no coroutine
    char byte;
    recv(fd, &byte, 1, MSG_PEEK);
  }
};

cppcoro::task<long> read_when_ready(int fd, char *data) {
  // ok: the descriptor was awaited before it is read
  co_await readable{fd};
  co_return recv(fd, data, 512, 0);
}

void write_all(tcp::socket &socket) {
  // ok: not in a coroutine
  asio::write(socket, asio::buffer("plain"));
}

asio::awaitable<void> upload(asio::thread_pool &pool, tcp::socket &socket) {
  // ok: runs on a thread of the pool
  co_await asio::co_spawn(
      pool,
      [&]() -> asio::awaitable<void> {
        asio::write(socket, asio::buffer("bulk"));
        co_return;
      },
      asio::use_awaitable);
  // ok: runs on a thread of its own
  std::thread([&] { asio::write(socket, asio::buffer("bulk")); }).detach();
  // ok: whoever calls the lambda decides where it runs
  auto later = [&] { asio::write(socket, asio::buffer("later")); };
  (void)later;
}

asio::awaitable<void> bulk_upload(tcp::socket &socket) {
  // ok: only ever spawned on a pool
  asio::write(socket, asio::buffer("bulk"));
  co_return;
}
void start_upload(asio::thread_pool &pool, tcp::socket &socket) {
  asio::co_spawn(pool, bulk_upload(socket), [](std::exception_ptr) {});
}

cppcoro::task<int> resolve(cppcoro::static_thread_pool &pool, cppcoro::io_service &service,
                           addrinfo **found) {
  co_await pool.schedule();
  // ok: on a thread of the pool
  int error = ::getaddrinfo("example.com", "80", nullptr, found);
  co_await service.schedule();
  // Back on the loop.
  co_return error ? error : ::getaddrinfo("example.org", "80", nullptr, found);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'getaddrinfo' waits for the name server: nothing else on the thread of coroutine 'resolve' runs until it returns [coro-blocking-network-call]
}

QCoro::Task<bool> connected(QTcpSocket *socket) {
  // ok: does not wait
  if (socket->waitForReadyRead(0))
    co_return true;
  // ok: QCoro's own form is awaited
  co_return co_await qCoro(socket).waitForConnected(5000);
}

asio::awaitable<void> announce(udp::socket &socket, udp::endpoint group) {
  // ok: without a connection, connect only notes the address
  socket.connect(group);
  co_return;
}
