// RUN: %check --checks=coro-task-abandoned-on-throw,coro-pending-task-overwritten
// Bugs of public projects in which running work was left behind, written anew from their fix commits: the
// form before the fix, which is reported, and the one after it, which is not.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>

#include <exception>
#include <utility>
#include <vector>

//===-- redpanda df399415ba: uploads that run on when the transaction is not to be had --===//

struct transaction {
  seastar::future<> commit(int uploaded);
};
seastar::future<transaction> begin_transaction(int term);
seastar::future<> join(std::vector<seastar::future<>> all);
void log_failure(const char *what);

class archiver_before {
public:
  seastar::future<> upload_next(std::vector<int> segments) {
    std::vector<seastar::future<>> uploads;
    for (int segment : segments)
      uploads.push_back(upload(segment));
    transaction tx;
    try {
      tx = co_await begin_transaction(term_);
      // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: when this throws, 'uploads' is destroyed with tasks that nobody has awaited
      // CHECK-MESSAGES: :[[@LINE-5]]:7: note: the work is started here
      // CHECK-MESSAGES: :[[@LINE+1]]:7: note: no path from this handler awaits it
    } catch (const std::exception &) {
      log_failure("transaction");
      throw;
    }
    co_await join(std::move(uploads));
    co_await tx.commit(int(segments.size()));
  }

private:
  seastar::future<> upload(int segment);
  int term_ = 0;
};

class archiver_after {
public:
  seastar::future<> upload_next(std::vector<int> segments) {
    std::vector<seastar::future<>> uploads;
    for (int segment : segments)
      uploads.push_back(upload(segment));
    transaction tx;
    std::exception_ptr failed;
    try {
      // ok: the handler leads to the place that waits for the uploads
      tx = co_await begin_transaction(term_);
    } catch (const std::exception &) {
      failed = std::current_exception();
    }
    co_await join(std::move(uploads));
    if (failed)
      std::rethrow_exception(failed);
    co_await tx.commit(int(segments.size()));
  }

private:
  seastar::future<> upload(int segment);
  int term_ = 0;
};
