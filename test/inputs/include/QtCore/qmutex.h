// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qmutex.h. lock() of QMutex is inherited from QBasicMutex.
#ifndef MOCK_QTCORE_QMUTEX_H
#define MOCK_QTCORE_QMUTEX_H

#include <QtCore/qglobal.h>

class QBasicMutex {
public:
  constexpr QBasicMutex() : d_ptr(nullptr) {}
  void lock();
  void unlock() noexcept;
  bool tryLock() noexcept;
  bool try_lock() noexcept;

protected:
  void* d_ptr;
};

class QMutex : public QBasicMutex {
public:
  constexpr QMutex() = default;
  using QBasicMutex::tryLock;
  bool tryLock(int timeout) noexcept;
};

template <typename Mutex>
class [[nodiscard]] QMutexLocker {
public:
  explicit QMutexLocker(Mutex* mutex) : m_mutex(mutex) { m_mutex->lock(); }
  ~QMutexLocker() { unlock(); }
  void unlock() noexcept { m_mutex->unlock(); }
  void relock() { m_mutex->lock(); }

private:
  Mutex* m_mutex;
};

#endif // MOCK_QTCORE_QMUTEX_H
