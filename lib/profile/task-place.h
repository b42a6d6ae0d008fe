// Where the task of a spawning call is when it is no argument: in the object that the method is called on. Between the
// reader of profiles and who asks for the task.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_PROFILE_TASK_PLACE_H
#define COROLINT_PROFILE_TASK_PLACE_H

namespace corolint::profile {

/// The value of SpawnEntry::Task for `task: object`.
inline constexpr unsigned TaskIsObject = ~0U;

} // namespace corolint::profile

#endif
