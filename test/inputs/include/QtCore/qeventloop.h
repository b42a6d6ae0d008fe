// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qeventloop.h.
#ifndef MOCK_QTCORE_QEVENTLOOP_H
#define MOCK_QTCORE_QEVENTLOOP_H

#include <QtCore/qobject.h>

class QEventLoop : public QObject {
  Q_OBJECT
public:
  explicit QEventLoop(QObject* parent = nullptr);
  ~QEventLoop();
  enum ProcessEventsFlag { AllEvents = 0, ExcludeUserInputEvents = 1, WaitForMoreEvents = 4 };
  typedef int ProcessEventsFlags;
  bool processEvents(ProcessEventsFlags flags = AllEvents);
  void processEvents(ProcessEventsFlags flags, int maximumTime);
  int exec(ProcessEventsFlags flags = AllEvents);
  bool isRunning() const;
  void wakeUp();

public Q_SLOTS:
  void exit(int returnCode = 0);
  void quit();
};

#endif // MOCK_QTCORE_QEVENTLOOP_H
