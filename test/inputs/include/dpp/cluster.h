// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of D++ (brainboxdotcc/DPP, read at e5eeb464, v10.1.5): cluster.h; see dpp.h.
#include <dpp/dpp.h>
