// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qtcpsocket.h.
#ifndef MOCK_QTNETWORK_QTCPSOCKET_H
#define MOCK_QTNETWORK_QTCPSOCKET_H

#include <QtNetwork/qabstractsocket.h>

class QTcpSocket : public QAbstractSocket {
  Q_OBJECT
public:
  explicit QTcpSocket(QObject* parent = nullptr);
  ~QTcpSocket() override;
};

#endif // MOCK_QTNETWORK_QTCPSOCKET_H
