// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qwidget.h, qdialog.h.
#ifndef MOCK_QTWIDGETS_QDIALOG_H
#define MOCK_QTWIDGETS_QDIALOG_H

#include <QtCore/qobject.h>

class QWidget : public QObject {
  Q_OBJECT
public:
  explicit QWidget(QWidget* parent = nullptr);
  ~QWidget();
  void show();
};

class QDialog : public QWidget {
  Q_OBJECT
public:
  explicit QDialog(QWidget* parent = nullptr);
  ~QDialog();
  enum DialogCode { Rejected, Accepted };
  int result() const;

public Q_SLOTS:
  virtual void open();
  virtual int exec();
  virtual void done(int);
  virtual void accept();

Q_SIGNALS:
  void finished(int result);
  void accepted();
};

#endif // MOCK_QTWIDGETS_QDIALOG_H
