// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/iostream.hh. Both must be closed.
#ifndef MOCK_SEASTAR_CORE_IOSTREAM_HH
#define MOCK_SEASTAR_CORE_IOSTREAM_HH

#include <seastar/core/future.hh>

#include <cstddef>
#include <string>

namespace seastar {

template <typename CharType>
class input_stream final {
public:
  input_stream() noexcept = default;
  explicit input_stream(int data_source) noexcept;
  input_stream(input_stream&&) = default;
  input_stream& operator=(input_stream&&) = default;
  ~input_stream(); // implicit in the library, but not trivial
  bool eof() const noexcept;
  future<std::string> read() noexcept;
  future<std::string> read_exactly(std::size_t n) noexcept;
  future<> close() noexcept;
};

template <typename CharType>
class output_stream final {
public:
  output_stream() noexcept = default;
  explicit output_stream(int data_sink) noexcept;
  output_stream(output_stream&&) noexcept = default;
  output_stream& operator=(output_stream&&) noexcept = default;
  ~output_stream();
  future<> write(const CharType* buf) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;
};

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_IOSTREAM_HH
