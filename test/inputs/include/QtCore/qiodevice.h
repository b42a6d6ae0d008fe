// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qiodevice.h, qiodevicebase.h.
#ifndef MOCK_QTCORE_QIODEVICE_H
#define MOCK_QTCORE_QIODEVICE_H

#include <QtCore/qobject.h>
#include <QtCore/qstring.h>

class QIODeviceBase {
public:
  enum OpenModeFlag { NotOpen = 0, ReadOnly = 1, WriteOnly = 2, ReadWrite = 3 };
  typedef int OpenMode;

protected:
  ~QIODeviceBase() = default;
};

class QIODevice : public QObject, public QIODeviceBase {
  Q_OBJECT
public:
  explicit QIODevice(QObject* parent);
  ~QIODevice() override;
  virtual bool open(QIODeviceBase::OpenMode mode);
  virtual void close();
  qint64 read(char* data, qint64 maxlen);
  QByteArray read(qint64 maxlen);
  QByteArray readAll();
  QByteArray readLine(qint64 maxlen = 0);
  qint64 write(const char* data, qint64 len);
  qint64 write(const QByteArray& data);
  virtual bool waitForReadyRead(int msecs);
  virtual bool waitForBytesWritten(int msecs);

Q_SIGNALS:
  void readyRead();
};

#endif // MOCK_QTCORE_QIODEVICE_H
