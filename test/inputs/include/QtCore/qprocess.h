// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qprocess.h.
#ifndef MOCK_QTCORE_QPROCESS_H
#define MOCK_QTCORE_QPROCESS_H

#include <QtCore/qiodevice.h>
#include <QtCore/qstring.h>

class QProcess : public QIODevice {
  Q_OBJECT
public:
  enum ExitStatus { NormalExit, CrashExit };
  explicit QProcess(QObject* parent = nullptr);
  ~QProcess() override;
  void start(const QString& program, const QStringList& arguments = {}, QIODeviceBase::OpenMode mode = ReadWrite);
  void start(QIODeviceBase::OpenMode mode = ReadWrite);
  bool waitForStarted(int msecs = 30000);
  bool waitForReadyRead(int msecs = 30000) override;
  bool waitForBytesWritten(int msecs = 30000) override;
  bool waitForFinished(int msecs = 30000);
  int exitCode() const;
  static int execute(const QString& program, const QStringList& arguments = {});
  static bool startDetached(const QString& program, const QStringList& arguments = {});

Q_SIGNALS:
  void started();
  void finished(int exitCode, QProcess::ExitStatus exitStatus);
};

#endif // MOCK_QTCORE_QPROCESS_H
