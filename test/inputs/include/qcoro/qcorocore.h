// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcorocore.h.
#ifndef MOCK_QCORO_QCOROCORE_H
#define MOCK_QCORO_QCOROCORE_H

#include <qcoro/qcorofuture.h>
#include <qcoro/qcoroiodevice.h>
#include <qcoro/qcoroprocess.h>
#include <qcoro/qcorosignal.h>
#include <qcoro/qcorotimer.h>

#endif // MOCK_QCORO_QCOROCORE_H
