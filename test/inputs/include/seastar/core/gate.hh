// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Seastar (scylladb/seastar, read at 525fcc86e): core/gate.hh. Must be closed.
#ifndef MOCK_SEASTAR_CORE_GATE_HH
#define MOCK_SEASTAR_CORE_GATE_HH

#include <seastar/core/future.hh>

#include <cstddef>
#include <exception>
#include <type_traits>

namespace seastar {

class gate_closed_exception : public std::exception {
public:
  virtual const char* what() const noexcept override { return "gate closed"; }
};

class gate {
public:
  gate() noexcept;
  gate(const gate&) = delete;
  gate(gate&& x) noexcept;
  gate& operator=(gate&& x) noexcept;
  virtual ~gate();

  class holder {
  public:
    explicit holder(gate& g);
    holder(holder&& x) noexcept;
    ~holder();
    void release() noexcept;

  private:
    gate* _g;
  };

  bool try_enter() noexcept;
  void enter();
  void leave() noexcept;
  void check() const;
  future<> close() noexcept;
  std::size_t get_count() const noexcept;
  bool is_closed() const noexcept;
  holder hold();
};

/// The result types are deduced in the library.
template <typename Func> inline futurize_t<std::invoke_result_t<Func>> with_gate(gate& g, Func&& func) {
  internal::mock_body(g, func);
}
template <typename Func> inline futurize_t<std::invoke_result_t<Func>> try_with_gate(gate& g, Func&& func) noexcept {
  internal::mock_body(g, func);
}

} // namespace seastar

#endif // MOCK_SEASTAR_CORE_GATE_HH
