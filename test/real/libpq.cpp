// Blocking calls of libpq, with its real header.
// REQUIRES: libpq
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs -isystem /usr/include/postgresql
#include "task.h"
#include <libpq-fe.h>

Task query(PGconn *connection) {
  PQclear(PQexec(connection, "select 1"));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'PQexec' waits for the database to answer: {{.*}} [coro-blocking-network-call]
  PGconn *other = PQconnectdb("");
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'PQconnectdb' connects and waits for the server
  PQfinish(other);
  char *row = nullptr;
  PQgetCopyData(connection, &row, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQgetCopyData' waits for the database to send the next row
  // ok: says when there is nothing yet.
  PQgetCopyData(connection, &row, 1);
  // ok: only sends.
  PQsendQuery(connection, "select 2");
  PQclear(PQgetResult(connection));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'PQgetResult' waits for the database to answer
  PQputCopyData(connection, "x", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PQputCopyData' waits until the data is on its way
  co_return;
}
