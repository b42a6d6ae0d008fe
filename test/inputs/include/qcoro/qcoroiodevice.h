// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcoroiodevice.h.
#ifndef MOCK_QCORO_QCOROIODEVICE_H
#define MOCK_QCORO_QCOROIODEVICE_H

#include <qcoro/qcorotask.h>

#include <QtCore/qiodevice.h>

#include <chrono>
#include <optional>

namespace QCoro::detail {

class QCoroIODevice {
public:
  explicit QCoroIODevice(QIODevice* device);
  Task<QByteArray> readAll(std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
  Task<QByteArray> read(qint64 maxSize, std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
  Task<QByteArray> readLine(qint64 maxSize = 0, std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
  Task<qint64> write(const QByteArray& buffer);
  Task<bool> waitForReadyRead(std::chrono::milliseconds timeout);
  Task<bool> waitForReadyRead(int timeout_msecs);
  Task<std::optional<qint64>> waitForBytesWritten(std::chrono::milliseconds timeout);
  Task<std::optional<qint64>> waitForBytesWritten(int timeout_msecs);
};

} // namespace QCoro::detail

inline auto qCoro(QIODevice& d) noexcept { return QCoro::detail::QCoroIODevice{&d}; }
inline auto qCoro(QIODevice* d) noexcept { return QCoro::detail::QCoroIODevice{d}; }

#endif // MOCK_QCORO_QCOROIODEVICE_H
