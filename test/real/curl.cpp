// Blocking calls of libcurl, with its real header.
// REQUIRES: curl
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <curl/curl.h>

Task download(CURL *easy, CURLM *multi) {
  curl_easy_perform(easy);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_easy_perform' runs the whole transfer before it returns: nothing else on the thread of coroutine 'download' runs until it returns [coro-blocking-network-call]
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'curl_multi_poll' waits for one of the transfers
  co_return;
}

Task step(CURLM *multi, curl_socket_t socket) {
  int running = 0;
  // ok: asks without waiting.
  curl_multi_poll(multi, nullptr, 0, 0, nullptr);
  // ok: goes on with what is ready.
  curl_multi_socket_action(multi, socket, CURL_CSELECT_IN, &running);
  // ok: in a plain function nobody knows who waits.
  struct plain {
    static void run(CURL *easy) { curl_easy_perform(easy); }
  };
  co_return;
}
