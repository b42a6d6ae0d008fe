// REQUIRES: llvm-22
// RUN: %check --option 'Functions=repaint;present'
// Clang's own function effects say the same as the annotations.
#include <asio/awaitable.hpp>

void render() [[clang::blocking]];
void draw() [[clang::nonblocking]]; void repaint() [[clang::nonblocking]]; void present();
[[clang::annotate("corolint::blocking")]] void flush() [[clang::nonblocking]];

asio::awaitable<void> frame() {
  render();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'render' is declared to block: nothing else on the thread of coroutine 'frame' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :6:6: note: declared blocking here
  // ok: declared not to block
  draw();
  // The annotation is about this linter, and comes first.
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' is declared to block: nothing else on the thread of coroutine 'frame' runs until it returns [coro-blocking-configured-call]
  // CHECK-MESSAGES: :8:48: note: declared blocking here
  // ok: what is listed may say that it does not, too
  repaint();
  present();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'present'
  co_return;
}
