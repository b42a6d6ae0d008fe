// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcoroabstractsocket.h.
#ifndef MOCK_QCORO_QCOROABSTRACTSOCKET_H
#define MOCK_QCORO_QCOROABSTRACTSOCKET_H

#include <qcoro/qcoroiodevice.h>

#include <QtNetwork/qabstractsocket.h>

#include <chrono>

namespace QCoro::detail {

class QCoroAbstractSocket final : public QCoroIODevice {
public:
  explicit QCoroAbstractSocket(QAbstractSocket* socket);
  Task<bool> waitForConnected(int timeout_msecs = 30'000);
  Task<bool> waitForConnected(std::chrono::milliseconds timeout);
  Task<bool> waitForDisconnected(int timeout_msecs = 30'000);
  Task<bool> waitForDisconnected(std::chrono::milliseconds timeout);
  Task<bool> connectToHost(const QString& hostName, quint16 port, QIODevice::OpenMode openMode = QIODevice::ReadWrite,
                           QAbstractSocket::NetworkLayerProtocol protocol = QAbstractSocket::AnyIPProtocol,
                           std::chrono::milliseconds timeout = std::chrono::seconds{30});
};

} // namespace QCoro::detail

inline auto qCoro(QAbstractSocket& s) noexcept { return QCoro::detail::QCoroAbstractSocket{&s}; }
inline auto qCoro(QAbstractSocket* s) noexcept { return QCoro::detail::QCoroAbstractSocket{s}; }

#endif // MOCK_QCORO_QCOROABSTRACTSOCKET_H
