// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of pybind11 (pybind/pybind11, read at 01ab9356): gil.h.
#pragma once

namespace pybind11 {

class gil_scoped_acquire {
public:
  gil_scoped_acquire();
  gil_scoped_acquire(const gil_scoped_acquire &) = delete;
  gil_scoped_acquire &operator=(const gil_scoped_acquire &) = delete;
  void inc_ref();
  void dec_ref();
  void disarm();
  ~gil_scoped_acquire();
};

class gil_scoped_release {
public:
  explicit gil_scoped_release(bool disassoc = false);
  gil_scoped_release(const gil_scoped_release &) = delete;
  gil_scoped_release &operator=(const gil_scoped_release &) = delete;
  void disarm();
  ~gil_scoped_release();
};

} // namespace pybind11
