// Blocking calls of libzmq and cppzmq, with their real headers.
// REQUIRES: zeromq
// RUN: %check --real --checks=coro-blocking-network-call,coro-blocking-sleep -- -I%S/inputs
#include "task.h"
#include <zmq.h>
#include <zmq.hpp>

Task c(void *socket, char *buffer) {
  zmq_recv(socket, buffer, 10, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'zmq_recv' waits for a message: {{.*}} [coro-blocking-network-call]
  zmq_send(socket, buffer, 10, ZMQ_SNDMORE);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'zmq_send' waits for a peer and for room in its queue
  zmq_pollitem_t item = {socket, 0, ZMQ_POLLIN, 0};
  zmq_poll(&item, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'zmq_poll' waits for a socket to become ready
  // ok: these say when there is nothing to do.
  zmq_recv(socket, buffer, 10, ZMQ_DONTWAIT);
  zmq_send(socket, buffer, 10, ZMQ_SNDMORE | ZMQ_DONTWAIT);
  zmq_poll(&item, 1, 0);
  co_return;
}

Task cpp(zmq::socket_t &socket, zmq::message_t &message, zmq::recv_flags how) {
  (void)socket.recv(message);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'recv' waits for a message
  (void)socket.recv(message, zmq::recv_flags::none);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'recv' waits for a message
  socket.send(message, zmq::send_flags::none);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'send' waits for a peer and for room in its queue
  // ok: these say when there is nothing to do.
  (void)socket.recv(message, zmq::recv_flags::dontwait);
  socket.send(message, zmq::send_flags::sndmore | zmq::send_flags::dontwait);
  // ok: nobody knows which flags these are.
  (void)socket.recv(message, how);
  co_return;
}
