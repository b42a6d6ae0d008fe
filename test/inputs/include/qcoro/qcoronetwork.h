// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcoronetwork.h.
#ifndef MOCK_QCORO_QCORONETWORK_H
#define MOCK_QCORO_QCORONETWORK_H

#include <qcoro/qcoroabstractsocket.h>

#endif // MOCK_QCORO_QCORONETWORK_H
