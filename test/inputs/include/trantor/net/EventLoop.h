// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of trantor (an-tao/trantor, read at 63a4e5e): net/EventLoop.h, net/EventLoopThread.h.
#ifndef TRANTOR_NET_EVENTLOOP_H
#define TRANTOR_NET_EVENTLOOP_H

#include <functional>

namespace trantor {

using Func = std::function<void()>;

class EventLoop {
public:
  void loop();
  void quit();
  bool isInLoopThread() const;
  void queueInLoop(Func&& f);
  void runInLoop(Func&& f);
  static EventLoop* getEventLoopOfCurrentThread();
};

} // namespace trantor

#endif // TRANTOR_NET_EVENTLOOP_H
