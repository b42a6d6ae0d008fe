// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Qt 6.4.2: qsqlquery.h.
#ifndef MOCK_QTSQL_QSQLQUERY_H
#define MOCK_QTSQL_QSQLQUERY_H

#include <QtCore/qstring.h>

class QSqlQuery {
public:
  explicit QSqlQuery(const QString& query = QString());
  ~QSqlQuery();
  bool exec(const QString& query);
  bool exec();
  bool execBatch();
  bool prepare(const QString& query);
  bool next();
};

#endif // MOCK_QTSQL_QSQLQUERY_H
