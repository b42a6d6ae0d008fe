// Blocking calls of SQLite, with its real header.
// REQUIRES: sqlite
// RUN: %check --real --checks=coro-blocking-file-io,coro-blocking-sleep -- -I%S/inputs
#include "task.h"
#include <sqlite3.h>

Task query(sqlite3 *database, sqlite3_stmt *statement) {
  sqlite3_step(statement);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_step' reads or writes the database, and waits while others have it locked: {{.*}} [coro-blocking-file-io]
  sqlite3_exec(database, "vacuum", nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_exec' reads or writes the database
  sqlite3_sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_sleep' puts the thread to sleep
  co_return;
}

Task open() {
  sqlite3 *database = nullptr;
  sqlite3_open("data.db", &database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sqlite3_open' reads the database from the disk
  // ok: it lives in memory.
  sqlite3_open(":memory:", &database);
  // ok: a setting.
  sqlite3_busy_timeout(database, 1000);
  // ok: only yields.
  sqlite3_sleep(0);
  co_return;
}
