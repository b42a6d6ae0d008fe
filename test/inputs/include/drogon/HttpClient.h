// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of Drogon (drogonframework/drogon, read at 74fc004c, v1.9.13): HttpClient.h and orm/DbClient.h. sendRequest()
// without a callback blocks; what sendRequestCoro() returns is not nodiscard.
#ifndef DROGON_HTTPCLIENT_H
#define DROGON_HTTPCLIENT_H

#include <drogon/utils/coroutine.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace drogon {

class HttpRequest;
class HttpResponse;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
enum class ReqResult { Ok, BadResponse, NetworkFailure };
using HttpReqCallback = std::function<void(ReqResult, const HttpResponsePtr&)>;

namespace internal {
struct HttpRespAwaiter : CallbackAwaiter<HttpResponsePtr> {};
} // namespace internal

class HttpClient {
public:
  virtual ~HttpClient();
  virtual void sendRequest(const HttpRequestPtr& req, const HttpReqCallback& callback, double timeout = 0) = 0;
  std::pair<ReqResult, HttpResponsePtr> sendRequest(const HttpRequestPtr& req, double timeout = 0);
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr req, double timeout = 0);
  static std::shared_ptr<HttpClient> newHttpClient(const std::string& hostString, trantor::EventLoop* loop = nullptr,
                                                   bool useOldTLS = false, bool validateCert = true);
};

namespace orm {

class Result {
public:
  std::size_t size() const noexcept;
};

namespace internal {
struct [[nodiscard]] SqlAwaiter : CallbackAwaiter<Result> {};
} // namespace internal

class DbClient {
public:
  virtual ~DbClient();
  template <typename... Arguments> Result execSqlSync(const std::string& sql, Arguments&&... args);
  template <typename... Arguments> internal::SqlAwaiter execSqlCoro(const std::string& sql, Arguments&&...) {
    (void)sql;
    return {};
  }
};

} // namespace orm
} // namespace drogon

#endif // DROGON_HTTPCLIENT_H
