// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qwaitcondition.h.
#ifndef MOCK_QTCORE_QWAITCONDITION_H
#define MOCK_QTCORE_QWAITCONDITION_H

#include <QtCore/qmutex.h>

class QWaitCondition {
public:
  QWaitCondition();
  ~QWaitCondition();
  bool wait(QMutex* lockedMutex, QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
  bool wait(QMutex* lockedMutex, unsigned long time);
  void wakeOne();
  void wakeAll();
};

#endif // MOCK_QTCORE_QWAITCONDITION_H
