// Blocking calls of libpqxx, with its real headers.
// REQUIRES: libpqxx
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <pqxx/pqxx>

Task query() {
  pqxx::connection connection("dbname=t");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'connection' connects and waits for the server: {{.*}} [coro-blocking-network-call]
  pqxx::work work(connection);
  work.exec("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec' waits for the database to answer
  work.exec_params("select $1", 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'exec_params' waits for the database to answer
  work.commit();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'commit' waits for the database to answer
  connection.await_notification();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'await_notification' waits for a notification
  co_return;
}

Task prepare(pqxx::connection &connection) {
  // ok: text only.
  connection.quote("it's");
  // ok: the connection is made when it is first used.
  pqxx::lazyconnection later("dbname=t");
  // ok: looks whether one is there.
  connection.get_notifs();
  co_return;
}
