// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Boost.IO (Boost 1.81): boost/io/ios_state.hpp.
#pragma once
#include <ios>

namespace boost {
namespace io {

class ios_flags_saver {
public:
  typedef std::ios_base state_type;
  typedef std::ios_base::fmtflags aspect_type;
  explicit ios_flags_saver(state_type &s);
  ios_flags_saver(state_type &s, aspect_type a);
  ~ios_flags_saver();
  void restore();

private:
  ios_flags_saver(const ios_flags_saver &);
  ios_flags_saver &operator=(const ios_flags_saver &);
};

} // namespace io
} // namespace boost
