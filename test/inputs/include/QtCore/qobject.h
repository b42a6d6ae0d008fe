// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qobject.h, qobjectdefs.h. connect() in its five usual forms; the functors are never called.
#ifndef MOCK_QTCORE_QOBJECT_H
#define MOCK_QTCORE_QOBJECT_H

#include <QtCore/qglobal.h>
#include <QtCore/qstring.h>

#include <type_traits>

struct QMetaObject {
  class Connection {
  public:
    Connection() noexcept {}
    operator bool() const noexcept;
  };
};

class QObject;

namespace QtPrivate {
template <typename Func> struct FunctionPointer { enum { IsPointerToMemberFunction = false }; };
template <class Obj, typename Ret, typename... Args>
struct FunctionPointer<Ret (Obj::*)(Args...)> {
  typedef Obj Object;
  enum { IsPointerToMemberFunction = true };
};
template <class Obj, typename Ret, typename... Args>
struct FunctionPointer<Ret (Obj::*)(Args...) const> : FunctionPointer<Ret (Obj::*)(Args...)> {};
} // namespace QtPrivate

class QObject {
public:
  static const QMetaObject staticMetaObject;

  explicit QObject(QObject* parent = nullptr);
  virtual ~QObject();
  QObject* parent() const;
  void deleteLater();

  static QMetaObject::Connection connect(const QObject* sender, const char* signal, const QObject* receiver,
                                         const char* member, Qt::ConnectionType type = Qt::AutoConnection);
  /// Signal to slot, both pointers to members.
  template <typename Func1, typename Func2>
  static inline QMetaObject::Connection
  connect(const typename QtPrivate::FunctionPointer<Func1>::Object*, Func1,
          const typename QtPrivate::FunctionPointer<Func2>::Object*, Func2, Qt::ConnectionType = Qt::AutoConnection) {
    return {};
  }
  /// Signal to functor, without a context object.
  template <typename Func1, typename Func2>
  static inline std::enable_if_t<!QtPrivate::FunctionPointer<Func2>::IsPointerToMemberFunction,
                                 QMetaObject::Connection>
  connect(const typename QtPrivate::FunctionPointer<Func1>::Object*, Func1, Func2) {
    return {};
  }
  /// Signal to functor, with a context object.
  template <typename Func1, typename Func2>
  static inline std::enable_if_t<!QtPrivate::FunctionPointer<Func2>::IsPointerToMemberFunction,
                                 QMetaObject::Connection>
  connect(const typename QtPrivate::FunctionPointer<Func1>::Object*, Func1, const QObject*, Func2,
          Qt::ConnectionType = Qt::AutoConnection) {
    return {};
  }
  static bool disconnect(const QMetaObject::Connection& connection);

Q_SIGNALS:
  void destroyed(QObject* object = nullptr);

private:
  QObject(const QObject&) = delete;
  QObject& operator=(const QObject&) = delete;
};

class QSignalBlocker {
public:
  explicit QSignalBlocker(QObject *o) noexcept;
  explicit QSignalBlocker(QObject &o) noexcept;
  ~QSignalBlocker();
  QSignalBlocker(QSignalBlocker &&other) noexcept;
  QSignalBlocker &operator=(QSignalBlocker &&other) noexcept;
  void reblock() noexcept;
  void unblock() noexcept;
  void dismiss() noexcept;

private:
  QSignalBlocker(const QSignalBlocker &) = delete;
  QObject *m_o;
};

#endif // MOCK_QTCORE_QOBJECT_H
