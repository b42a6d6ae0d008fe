// RUN: %check
// RUN: %check --suffix=TYPES --option "Types=app::Client; app::Renderer" -- -DTYPES
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

// As the libraries declare them.
typedef void CURL;
typedef struct pg_conn PGconn;
extern "C" {
CURL *curl_easy_init(void);
int curl_easy_perform(CURL *curl);
void curl_easy_cleanup(CURL *curl);
PGconn *PQconnectdb(const char *conninfo);
void PQfinish(PGconn *conn);
}
namespace pqxx {
class connection {
public:
  connection();
  explicit connection(const char *options);
  connection(connection &&);
  connection &operator=(connection &&);
  ~connection();
};
class work {
public:
  explicit work(connection &);
  int query(const std::string &);
};
} // namespace pqxx
namespace app {
struct Client {
  explicit Client(std::string host);
  cppcoro::task<std::string> get(std::string path);
};
void keep(std::unique_ptr<pqxx::connection>);
void keep(PGconn *);
void use(asio::thread_pool &);
} // namespace app

asio::awaitable<int> resize(int image);

#ifndef TYPES
//===-- Made for one call ------------------------------------------------------------------===//

asio::awaitable<int> thumbnail(int image) {
  asio::thread_pool pool(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: this 'thread_pool' starts threads, for each call of 'thumbnail', and is thrown away after it [coro-pool-or-client-per-call]
  co_return co_await asio::co_spawn(pool, resize(image), asio::use_awaitable);
}

cppcoro::task<> on_threads() {
  cppcoro::static_thread_pool threads;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: this 'static_thread_pool' starts threads, for each call of 'on_threads'
  co_await threads.schedule();
}

cppcoro::task<int> count(std::string table) {
  pqxx::connection db("dbname=shop");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: this 'connection' connects and logs in, for each call of 'count'
  pqxx::work work(db);
  co_return work.query("select count(*) from " + table);
}

cppcoro::task<> download(std::string url) {
  CURL *curl = curl_easy_init();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: what 'curl_easy_init' gives keeps no connection of the ones before, for each call of 'download', and is thrown away after it
  if (!curl)
    co_return;
  curl_easy_perform(curl);
  curl_easy_cleanup(curl);
}

struct Service {
  asio::awaitable<void> handle(int image) {
    asio::io_context own;
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: this 'io_context' opens what the operating system waits with, for each call of 'Service::handle'
    own.run();
    co_return;
  }
};

cppcoro::task<> run_all(std::vector<std::string> urls) {
  for (const std::string &url : urls) {
    CURL *curl = curl_easy_init();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: what 'curl_easy_init' gives keeps no connection of the ones before, for each round of the loop in 'run_all'
    curl_easy_perform(curl);
    curl_easy_cleanup(curl);
  }
  co_return;
}

//===-- Made to be kept ---------------------------------------------------------------------===//

class Repository {
  std::unique_ptr<pqxx::connection> owned;
  pqxx::connection db;
  PGconn *raw = nullptr;

  cppcoro::task<> refresh() {
    // ok: a member keeps it
    db = pqxx::connection("dbname=shop");
    raw = PQconnectdb("dbname=shop");
    owned = std::make_unique<pqxx::connection>("dbname=shop");
    co_return;
  }
};

cppcoro::task<pqxx::connection> obtain() {
  pqxx::connection db("dbname=shop");
  // ok: the caller gets it
  co_return std::move(db);
}

cppcoro::task<> hands_on() {
  PGconn *db = PQconnectdb("dbname=shop");
  // ok: somebody may keep it
  app::keep(db);
  co_return;
}

cppcoro::task<> once() {
  // ok: one for all calls
  static cppcoro::static_thread_pool threads;
  co_await threads.schedule();
}

//===-- Once in a program --------------------------------------------------------------------===//

cppcoro::task<> run_server() {
  // ok: named for it
  cppcoro::static_thread_pool threads;
  co_await threads.schedule();
}

cppcoro::task<> application() {
  // ok: called by main alone
  cppcoro::static_thread_pool threads;
  co_await threads.schedule();
}

cppcoro::task<> connect_to_one(std::vector<std::string> hosts) {
  for (const std::string &host : hosts)
    // ok: made anew when it was lost
    while (true) {
      pqxx::connection db(host.c_str());
      pqxx::work work(db);
      if (work.query("select 1"))
        break;
    }
  co_return;
}

int main() {
  cppcoro::sync_wait(application());
  asio::io_context io;
  // ok: in main
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        asio::thread_pool pool(4);
        co_await asio::co_spawn(pool, resize(1), asio::use_awaitable);
      },
      asio::detached);
  io.run();
}

// ok: no coroutine
int plain(std::string table) {
  pqxx::connection db("dbname=shop");
  return pqxx::work(db).query(table);
}

// ok: not listed
cppcoro::task<std::string> unlisted() {
  app::Client client("example.com");
  co_return co_await client.get("/");
}
#else
cppcoro::task<std::string> listed() {
  app::Client client("example.com");
  // CHECK-MESSAGES-TYPES: :[[@LINE-1]]:15: warning: this 'Client' is costly to make, for each call of 'listed'
  co_return co_await client.get("/");
}

cppcoro::task<std::string> temporary() {
  co_return co_await app::Client("example.com").get("/");
  // CHECK-MESSAGES-TYPES: :[[@LINE-1]]:22: warning: this 'Client' is costly to make, for each call of 'temporary'
}
#endif
