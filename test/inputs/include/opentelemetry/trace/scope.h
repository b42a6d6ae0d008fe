// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of OpenTelemetry C++ (open-telemetry/opentelemetry-cpp, read at 27a71caf): trace/scope.h, trace/span.h.
#pragma once
#include <opentelemetry/context/runtime_context.h>

#include <memory>

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
template <class T> using shared_ptr = std::shared_ptr<T>;
}
namespace trace {
class Span {
public:
  virtual ~Span();
  virtual void End() noexcept = 0;
};

class Scope final {
public:
  Scope(const nostd::shared_ptr<Span> &span) noexcept;

private:
  nostd::unique_ptr<context::Token> token_;
};

class Tracer {
public:
  nostd::shared_ptr<Span> StartSpan(const char *name) noexcept;
  static Scope WithActiveSpan(nostd::shared_ptr<Span> &span) noexcept;
};
} // namespace trace
} // namespace v1
} // namespace opentelemetry
