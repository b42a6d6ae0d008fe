// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qabstractsocket.h.
#ifndef MOCK_QTNETWORK_QABSTRACTSOCKET_H
#define MOCK_QTNETWORK_QABSTRACTSOCKET_H

#include <QtCore/qiodevice.h>

class QHostAddress;

class QAbstractSocket : public QIODevice {
  Q_OBJECT
public:
  enum SocketType { TcpSocket, UdpSocket };
  enum NetworkLayerProtocol { IPv4Protocol, IPv6Protocol, AnyIPProtocol };
  QAbstractSocket(SocketType socketType, QObject* parent);
  ~QAbstractSocket() override;
  virtual void connectToHost(const QString& hostName, quint16 port, OpenMode mode = ReadWrite,
                             NetworkLayerProtocol protocol = AnyIPProtocol);
  virtual void disconnectFromHost();
  virtual bool waitForConnected(int msecs = 30000);
  bool waitForReadyRead(int msecs = 30000) override;
  bool waitForBytesWritten(int msecs = 30000) override;
  virtual bool waitForDisconnected(int msecs = 30000);

Q_SIGNALS:
  void connected();
  void disconnected();
};

#endif // MOCK_QTNETWORK_QABSTRACTSOCKET_H
