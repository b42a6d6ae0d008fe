// Blocking calls of MariaDB's client library, with its real header.
// REQUIRES: mariadb
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs -isystem /usr/include/mariadb
#include "task.h"
#include <mysql.h>

Task query(MYSQL *connection) {
  mysql_real_connect(connection, "host", "user", "", "db", 0, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_real_connect' connects and waits for the server: {{.*}} [coro-blocking-network-call]
  mysql_query(connection, "select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mysql_query' waits for the database to answer
  MYSQL_RES *rows = mysql_store_result(connection);
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'mysql_store_result' waits for all rows of the result
  // ok: the rows are here.
  mysql_fetch_row(rows);
  co_return;
}

Task step(MYSQL *connection) {
  int failed = 0;
  // ok: says what to wait for.
  int events = mysql_real_query_start(&failed, connection, "select 1", 8);
  while (events)
    events = mysql_real_query_cont(&failed, connection, events);
  // ok: reads what is known.
  (void)mysql_affected_rows(connection);
  co_return;
}
