// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Drogon (drogonframework/drogon, read at 74fc004c, v1.9.13): HttpAppFramework.h.
#ifndef DROGON_HTTPAPPFRAMEWORK_H
#define DROGON_HTTPAPPFRAMEWORK_H

#include <trantor/net/EventLoop.h>

#include <cstddef>

namespace drogon {

class HttpAppFramework {
public:
  virtual ~HttpAppFramework();
  static HttpAppFramework& instance();
  virtual void run() = 0;
  virtual trantor::EventLoop* getLoop() const = 0;
  virtual trantor::EventLoop* getIOLoop(std::size_t id) const = 0;
};

inline HttpAppFramework& app() { return HttpAppFramework::instance(); }

} // namespace drogon

#endif // DROGON_HTTPAPPFRAMEWORK_H
