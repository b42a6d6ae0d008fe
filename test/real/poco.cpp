// Blocking calls of POCO, with its real headers.
// REQUIRES: poco
// RUN: %check --real --checks=coro-blocking-network-call,coro-blocking-thread-sync,coro-blocking-sleep,coro-blocking-process-call,coro-nested-loop-run -- -I%S/inputs
#include "task.h"
#include <Poco/Event.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/SocketReactor.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Process.h>
#include <Poco/Thread.h>

Task wait(Poco::Event &done, Poco::Thread &worker, Poco::ProcessHandle &child) {
  Poco::Thread::sleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Thread::sleep' puts the thread to sleep: {{.*}} [coro-blocking-sleep]
  done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'wait' waits for another thread to signal it: {{.*}} [coro-blocking-thread-sync]
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'join' waits for the thread to end
  child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'wait' waits for the process to end: {{.*}} [coro-blocking-process-call]
  // ok: looks, and goes on.
  done.tryWait(0);
  // ok: a thread of its own may wait.
  worker.startFunc([&done] { done.wait(); });
  co_return;
}

Task request(Poco::Net::HTTPClientSession &session, Poco::Net::HTTPRequest &request,
             Poco::Net::HTTPResponse &response, Poco::Net::StreamSocket &socket) {
  session.sendRequest(request);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sendRequest' connects, and waits until the request is on its way: {{.*}} [coro-blocking-network-call]
  session.receiveResponse(response);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'receiveResponse' waits for the answer
  char buffer[10];
  socket.receiveBytes(buffer, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'receiveBytes' waits for the peer to send
  // ok: looks, and goes on.
  socket.poll(0, Poco::Net::Socket::SELECT_READ);
  // ok: does not wait for the connection.
  socket.connectNB(Poco::Net::SocketAddress("localhost", 80));
  co_return;
}

Task nested(Poco::Net::SocketReactor &reactor, Poco::Event &done, Poco::Thread &worker, Poco::ProcessHandle &child) {
  co_await wait(done, worker, child);
  reactor.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: {{.*}} [coro-nested-loop-run]
  // ok: only asks it to end.
  reactor.stop();
}
