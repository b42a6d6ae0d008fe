// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qtimer.h.
#ifndef MOCK_QTCORE_QTIMER_H
#define MOCK_QTCORE_QTIMER_H

#include <QtCore/qobject.h>

#include <chrono>

class QTimer : public QObject {
  Q_OBJECT
public:
  explicit QTimer(QObject* parent = nullptr);
  ~QTimer();
  bool isActive() const;
  void setInterval(int msec);
  void setInterval(std::chrono::milliseconds value);
  void setSingleShot(bool singleShot);
  bool isSingleShot() const;

  static void singleShot(int msec, const QObject* receiver, const char* member);
  /// To a slot.
  template <typename Duration, typename Func1>
  static inline void singleShot(Duration, const typename QtPrivate::FunctionPointer<Func1>::Object*, Func1) {}
  /// To a functor, without a context object.
  template <typename Duration, typename Func1>
  static inline std::enable_if_t<!QtPrivate::FunctionPointer<Func1>::IsPointerToMemberFunction> singleShot(Duration,
                                                                                                         Func1) {}
  /// To a functor, with a context object.
  template <typename Duration, typename Func1>
  static inline std::enable_if_t<!QtPrivate::FunctionPointer<Func1>::IsPointerToMemberFunction &&
                                 !std::is_same_v<const char*, Func1>>
  singleShot(Duration, const QObject*, Func1) {}

public Q_SLOTS:
  void start(int msec);
  void start();
  void start(std::chrono::milliseconds value);
  void stop();

Q_SIGNALS:
  void timeout();
};

#endif // MOCK_QTCORE_QTIMER_H
