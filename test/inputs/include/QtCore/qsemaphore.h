// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qsemaphore.h.
#ifndef MOCK_QTCORE_QSEMAPHORE_H
#define MOCK_QTCORE_QSEMAPHORE_H

#include <QtCore/qglobal.h>

class QSemaphore {
public:
  explicit QSemaphore(int n = 0);
  ~QSemaphore();
  void acquire(int n = 1);
  bool tryAcquire(int n = 1);
  bool tryAcquire(int n, int timeout);
  void release(int n = 1);
  int available() const;
};

#endif // MOCK_QTCORE_QSEMAPHORE_H
