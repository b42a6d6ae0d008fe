// OpenSSL over a socket that may not be ready: nothing to say.
// REQUIRES: openssl
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <openssl/ssl.h>

struct Readable {
  int socket;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Task talk(SSL *connection, char *buffer) {
  int got = 0;
  // ok: comes back at once, and is asked again when there is something.
  while ((got = SSL_read(connection, buffer, 10)) <= 0 &&
         SSL_get_error(connection, got) == SSL_ERROR_WANT_READ)
    co_await Readable{SSL_get_fd(connection)};
}
