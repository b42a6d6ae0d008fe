// hiredis in non-blocking mode: nothing to say.
// REQUIRES: hiredis
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <hiredis/hiredis.h>

Task query() {
  // ok: the connection is made in the background.
  redisContext *context = redisConnectNonBlock("host", 6379);
  // ok: the command is queued, and null returned.
  redisCommand(context, "PING");
  void *reply = nullptr;
  // ok: there is an answer or there is none.
  redisGetReply(context, &reply);
  co_return;
}
