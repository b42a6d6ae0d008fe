// Synchronous calls of gRPC, with its real headers and a stub as the compiler of protocols generates it.
// REQUIRES: grpc
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <grpcpp/grpcpp.h>
#include <grpcpp/support/async_unary_call.h>
#include <grpcpp/support/sync_stream.h>
#include <memory>

struct Request {};
struct Reply {};
template <> class grpc::SerializationTraits<Reply> {
public:
  static grpc::Status Serialize(const Reply &reply, grpc::ByteBuffer *buffer, bool *own);
  static grpc::Status Deserialize(grpc::ByteBuffer *buffer, Reply *reply);
};

struct Greeter {
  struct StubInterface {
    virtual ~StubInterface() = default;
    virtual grpc::Status SayHello(grpc::ClientContext *context, const Request &request,
                                  Reply *response) = 0;
  };
  struct Stub final : StubInterface {
    grpc::Status SayHello(grpc::ClientContext *context, const Request &request,
                          Reply *response) override;
    std::unique_ptr<grpc::ClientReader<Reply>> List(grpc::ClientContext *context,
                                                    const Request &request);
    std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>>
    AsyncSayHello(grpc::ClientContext *context, const Request &request, grpc::CompletionQueue *queue);
    struct async {
      void SayHello(grpc::ClientContext *context, const Request *request, Reply *response,
                    std::function<void(grpc::Status)> done);
    };
  };
};

Task call(Greeter::Stub &stub, Greeter::StubInterface &mock, grpc::CompletionQueue &queue) {
  grpc::ClientContext context;
  Reply reply;
  grpc::Status status = stub.SayHello(&context, {}, &reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'SayHello' waits for the server to answer: {{.*}} [coro-blocking-network-call]
  status = mock.SayHello(&context, {}, &reply);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'SayHello' waits for the server to answer
  auto replies = stub.List(&context, {});
  while (replies->Read(&reply)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Read' waits for the server's next message
  }
  status = replies->Finish();
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Finish' waits for the server to answer
  void *tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Next' waits for the next operation to complete
  co_return;
}

grpc::Status check(grpc::ServerContext *context, const Request &request, Reply *reply);

Task asynchronously(Greeter::Stub &stub, Greeter::Stub::async &async, grpc::CompletionQueue &queue,
                    grpc::ServerContext &server) {
  grpc::ClientContext context;
  Reply reply;
  Request request;
  // ok: the answer comes out of the queue, or goes to a callback.
  auto call = stub.AsyncSayHello(&context, request, &queue);
  async.SayHello(&context, &request, &reply, [](grpc::Status) {});
  // ok: of the server's side.
  grpc::Status status = check(&server, request, &reply);
  // ok: a status is made.
  status = grpc::Status(grpc::StatusCode::CANCELLED, "");
  co_return;
}
