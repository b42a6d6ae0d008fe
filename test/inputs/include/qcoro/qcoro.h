// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcoro.h (without D-Bus).
#ifndef MOCK_QCORO_QCORO_H
#define MOCK_QCORO_QCORO_H

#include <qcoro/qcorocore.h>
#include <qcoro/qcoronetwork.h>

#endif // MOCK_QCORO_QCORO_H
