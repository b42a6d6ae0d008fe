// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qfuture.h. Not nodiscard.
#ifndef MOCK_QTCORE_QFUTURE_H
#define MOCK_QTCORE_QFUTURE_H

#include <QtCore/qobject.h>
#include <QtCore/qstring.h>

#include <type_traits>
#include <utility>

template <typename T>
class QFuture {
public:
  QFuture();
  QFuture(const QFuture& other);
  ~QFuture();
  QFuture& operator=(const QFuture& other);
  bool isFinished() const;
  bool isCanceled() const;
  bool isRunning() const;
  void cancel();
  void waitForFinished();
  template <typename U = T, typename = std::enable_if_t<!std::is_void_v<U>>> U result() const;
  template <typename U = T, typename = std::enable_if_t<!std::is_void_v<U>>> QList<U> results() const;
  template <typename U = T, typename = std::enable_if_t<!std::is_void_v<U>>> U takeResult();
  template <class Function> auto then(Function&& function) {
    if constexpr (std::is_void_v<T>)
      return QFuture<decltype(std::forward<Function>(function)())>();
    else
      return QFuture<decltype(std::forward<Function>(function)(std::declval<T>()))>();
  }
};

#endif // MOCK_QTCORE_QFUTURE_H
