// Blocking calls of hiredis, with its real header.
// REQUIRES: hiredis
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <hiredis/async.h>
#include <hiredis/hiredis.h>

Task query() {
  redisContext *context = redisConnect("host", 6379);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'redisConnect' connects and waits for the server: {{.*}} [coro-blocking-network-call]
  freeReplyObject(redisCommand(context, "PING"));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'redisCommand' waits for the server to answer
  // ok: only queued.
  redisAppendCommand(context, "PING");
  void *reply = nullptr;
  redisGetReply(context, &reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'redisGetReply' waits for the server to answer
  co_return;
}

Task ask(redisAsyncContext *context) {
  // ok: the answer goes to a callback.
  redisAsyncCommand(context, nullptr, nullptr, "PING");
  co_return;
}
