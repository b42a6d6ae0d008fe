// Rows that are fetched one by one from the server.
// REQUIRES: mariadb
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs -isystem /usr/include/mariadb
#include "task.h"
#include <mysql.h>

Task rows(MYSQL *connection) {
  // ok: only begins.
  MYSQL_RES *rows = mysql_use_result(connection);
  while (mysql_fetch_row(rows)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'mysql_fetch_row' waits for the next row
  }
  // ok: what is known already.
  (void)mysql_num_rows(rows);
  co_return;
}
