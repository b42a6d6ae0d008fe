// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qthread.h.
#ifndef MOCK_QTCORE_QTHREAD_H
#define MOCK_QTCORE_QTHREAD_H

#include <QtCore/qobject.h>

class QThread : public QObject {
  Q_OBJECT
public:
  explicit QThread(QObject* parent = nullptr);
  ~QThread();
  static QThread* currentThread() noexcept;
  bool isRunning() const;
  bool wait(QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
  bool wait(unsigned long time);
  static void sleep(unsigned long secs);
  static void msleep(unsigned long msecs);
  static void usleep(unsigned long usecs);
  static void yieldCurrentThread();

public Q_SLOTS:
  void start();
  void quit();

Q_SIGNALS:
  void started();
  void finished();

protected:
  virtual void run();
  int exec();
};

#endif // MOCK_QTCORE_QTHREAD_H
