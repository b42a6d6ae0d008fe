// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qcoreapplication.h.
#ifndef MOCK_QTCORE_QCOREAPPLICATION_H
#define MOCK_QTCORE_QCOREAPPLICATION_H

#include <QtCore/qeventloop.h>
#include <QtCore/qobject.h>

class QCoreApplication : public QObject {
  Q_OBJECT
public:
  QCoreApplication(int& argc, char** argv);
  ~QCoreApplication();
  static QCoreApplication* instance();
  static int exec();
  static void processEvents(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents);
  static void processEvents(QEventLoop::ProcessEventsFlags flags, int maxtime);
  static void exit(int retcode = 0);

public Q_SLOTS:
  static void quit();
};

#endif // MOCK_QTCORE_QCOREAPPLICATION_H
