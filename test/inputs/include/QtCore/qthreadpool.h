// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qthreadpool.h. start() takes a std::function<void()>, as in Qt.
#ifndef MOCK_QTCORE_QTHREADPOOL_H
#define MOCK_QTCORE_QTHREADPOOL_H

#include <QtCore/qobject.h>

#include <functional>

class QRunnable;

class QThreadPool : public QObject {
  Q_OBJECT
public:
  QThreadPool(QObject* parent = nullptr);
  ~QThreadPool();
  static QThreadPool* globalInstance();
  void start(QRunnable* runnable, int priority = 0);
  void start(std::function<void()> functionToRun, int priority = 0);
  bool tryStart(std::function<void()> functionToRun);
  bool waitForDone(int msecs = -1);
};

#endif // MOCK_QTCORE_QTHREADPOOL_H
