// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qstring.h, qbytearray.h, qstringlist.h, qlist.h (a few names; constructors declared only).
#ifndef MOCK_QTCORE_QSTRING_H
#define MOCK_QTCORE_QSTRING_H

#include <QtCore/qglobal.h>

#include <initializer_list>

class QString {
public:
  QString() noexcept;
  QString(const char* ch);
  QString(const QString& other) noexcept;
  QString(QString&& other) noexcept;
  ~QString();
  QString& operator=(const QString& other) noexcept;
  bool isEmpty() const;
};

class QByteArray {
public:
  QByteArray() noexcept;
  QByteArray(const char* data, qint64 size = -1);
  QByteArray(const QByteArray& other) noexcept;
  QByteArray(QByteArray&& other) noexcept;
  ~QByteArray();
  QByteArray& operator=(const QByteArray& other) noexcept;
  qint64 size() const noexcept;
};

template <typename T>
class QList {
public:
  QList() noexcept;
  QList(std::initializer_list<T> args);
  QList(const QList& other) noexcept;
  ~QList();
  qint64 size() const noexcept;
  const T* begin() const noexcept;
  const T* end() const noexcept;
};

typedef QList<QString> QStringList;

#endif // MOCK_QTCORE_QSTRING_H
