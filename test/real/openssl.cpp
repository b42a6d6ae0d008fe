// Blocking calls of OpenSSL, with its real headers.
// REQUIRES: openssl
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <openssl/ssl.h>

Task talk(SSL *connection, BIO *bio, char *buffer) {
  SSL_connect(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SSL_connect' waits for the peer: {{.*}} [coro-blocking-network-call]
  SSL_read(connection, buffer, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SSL_read' waits for the peer to send
  SSL_write(connection, buffer, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'SSL_write' waits until the data is on its way
  BIO_do_connect(bio);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'BIO_ctrl' waits for the peer
  // ok: looks at what is there.
  (void)SSL_pending(connection);
  // ok: another control.
  BIO_reset(bio);
  co_return;
}
