// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/abort_source.hh.
#ifndef MOCK_SEASTAR_CORE_ABORT_SOURCE_HH
#define MOCK_SEASTAR_CORE_ABORT_SOURCE_HH

#include <exception>

namespace seastar {

class abort_requested_exception : public std::exception {
public:
  virtual const char* what() const noexcept override { return "abort requested"; }
};

class abort_source {
public:
  abort_source() = default;
  virtual ~abort_source() = default;
  abort_source(abort_source&&) = default;
  abort_source& operator=(abort_source&&) = default;
  void request_abort() noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_ABORT_SOURCE_HH
