// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of QCoro 0.8.0 (Debian qcoro-qt6-dev): qcoroprocess.h.
#ifndef MOCK_QCORO_QCOROPROCESS_H
#define MOCK_QCORO_QCOROPROCESS_H

#include <qcoro/qcoroiodevice.h>

#include <QtCore/qprocess.h>

#include <chrono>

namespace QCoro::detail {

class QCoroProcess : public QCoroIODevice {
public:
  explicit QCoroProcess(QProcess* process);
  Task<bool> waitForStarted(int timeout_msecs = 30'000);
  Task<bool> waitForStarted(std::chrono::milliseconds timeout);
  Task<bool> waitForFinished(int timeout_msecs = 30'000);
  Task<bool> waitForFinished(std::chrono::milliseconds timeout);
  Task<bool> start(QIODevice::OpenMode mode = QIODevice::ReadWrite,
                   std::chrono::milliseconds timeout = std::chrono::seconds(30));
  Task<bool> start(const QString& program, const QStringList& arguments,
                   QIODevice::OpenMode mode = QIODevice::ReadWrite,
                   std::chrono::milliseconds timeout = std::chrono::seconds(30));
};

} // namespace QCoro::detail

inline auto qCoro(QProcess& p) noexcept { return QCoro::detail::QCoroProcess{&p}; }
inline auto qCoro(QProcess* p) noexcept { return QCoro::detail::QCoroProcess{p}; }

#endif // MOCK_QCORO_QCOROPROCESS_H
