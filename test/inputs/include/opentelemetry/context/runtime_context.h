// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of OpenTelemetry C++ (open-telemetry/opentelemetry-cpp, read at 039602eb): context/runtime_context.h
// and nostd/unique_ptr.h.
#pragma once

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
template <class T> class unique_ptr {
public:
  unique_ptr() noexcept;
  unique_ptr(decltype(nullptr)) noexcept;
  explicit unique_ptr(T *ptr) noexcept;
  unique_ptr(unique_ptr &&other) noexcept;
  unique_ptr &operator=(unique_ptr &&other) noexcept;
  unique_ptr &operator=(decltype(nullptr)) noexcept;
  ~unique_ptr();
  void reset(T *ptr = nullptr) noexcept;
  T *operator->() const noexcept;
};
} // namespace nostd

namespace context {
class Context {};

class Token {
public:
  bool operator==(const Context &other) const noexcept;
  ~Token();

private:
  Token() noexcept;
};

class RuntimeContext {
public:
  static Context GetCurrent() noexcept;
  static nostd::unique_ptr<Token> Attach(const Context &context) noexcept;
  static bool Detach(Token &token) noexcept;
};
} // namespace context
} // namespace v1
} // namespace opentelemetry
