// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qglobal.h, qnamespace.h, qobjectdefs.h, qtypes (a few names).
#ifndef MOCK_QTCORE_QGLOBAL_H
#define MOCK_QTCORE_QGLOBAL_H

#include <chrono>
#include <cstddef>

#define QT_VERSION_MAJOR 6
#define QT_VERSION_MINOR 4
#define QT_VERSION_PATCH 2
#define QT_VERSION 0x060402

typedef unsigned short quint16;
typedef long long qint64;
typedef unsigned int uint;

#define Q_OBJECT
#define Q_SIGNALS public
#define Q_SLOTS
#define Q_EMIT
#ifndef QT_NO_KEYWORDS
#define signals public
#define slots
#define emit
#endif
#define SIGNAL(a) "2" #a
#define SLOT(a) "1" #a
#define Q_UNUSED(x) (void)x;

namespace Qt {
enum ConnectionType { AutoConnection, DirectConnection, QueuedConnection, BlockingQueuedConnection };
enum TimerType { PreciseTimer, CoarseTimer, VeryCoarseTimer };
} // namespace Qt

class QDeadlineTimer {
public:
  enum ForeverConstant { Forever };
  constexpr QDeadlineTimer(ForeverConstant) noexcept {}
  explicit constexpr QDeadlineTimer(qint64) noexcept {}
  template <class Rep, class Period> constexpr QDeadlineTimer(std::chrono::duration<Rep, Period>) noexcept {}
};

#endif // MOCK_QTCORE_QGLOBAL_H
