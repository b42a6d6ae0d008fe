// Blocking calls of cpp-httplib, with its real header.
// REQUIRES: cpp-httplib
// RUN: %check --real --checks=coro-blocking-network-call,coro-nested-loop-run -- -I%S/inputs
#include "task.h"
#include <httplib.h>

Task prepare(httplib::Client &client, httplib::Server &server);

Task request(httplib::Client &client, httplib::Server &server) {
  client.Get("/");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Get' sends the request and waits for the answer: {{.*}} [coro-blocking-network-call]
  client.Post("/", "text", "text/plain");
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Post' sends the request and waits for the answer
  co_await prepare(client, server);
  server.listen("localhost", 80);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: {{.*}} [coro-nested-loop-run]
}

Task prepare(httplib::Client &client, httplib::Server &server) {
  // ok: only says what to do later; the server calls it on a thread of its own.
  server.Get("/", [](const httplib::Request &, httplib::Response &) {});
  // ok: a setting.
  client.set_keep_alive(true);
  co_return;
}
