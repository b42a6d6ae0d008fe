// The asynchronous way to use libpq, with its real header: nothing to say.
// REQUIRES: libpq
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs -isystem /usr/include/postgresql
#include "task.h"
#include <libpq-fe.h>

struct Readable {
  int socket;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Task query(PGconn *connection) {
  PQsetnonblocking(connection, 1);
  PQsendQuery(connection, "copy t from stdin");
  while (PQisBusy(connection)) {
    co_await Readable{PQsocket(connection)};
    PQconsumeInput(connection);
  }
  // ok: what has arrived is handed out at once.
  PQclear(PQgetResult(connection));
  // ok: in non-blocking mode these say that there is no room.
  PQputCopyData(connection, "x", 1);
  PQflush(connection);
}
