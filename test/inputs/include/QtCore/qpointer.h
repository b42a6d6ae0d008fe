// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qpointer.h.
#ifndef MOCK_QTCORE_QPOINTER_H
#define MOCK_QTCORE_QPOINTER_H

#include <QtCore/qobject.h>

template <class T>
class QPointer {
public:
  QPointer() noexcept;
  QPointer(T* p);
  T* data() const noexcept;
  T* operator->() const noexcept { return data(); }
  T& operator*() const noexcept { return *data(); }
  operator T*() const noexcept { return data(); }
  bool isNull() const noexcept;
  void clear() noexcept;

private:
  T* p_;
};

#endif // MOCK_QTCORE_QPOINTER_H
