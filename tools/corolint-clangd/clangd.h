// The little of clangd that corolint-clangd calls or takes the place of. No package has clangd's headers, so
// this repeats them; what is here has been the same in all releases since LLVM 8.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef COROLINT_TOOLS_CLANGD_CLANGD_H
#define COROLINT_TOOLS_CLANGD_CLANGD_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace clang::clangd {

/// The whole of clangd.
int clangdMain(int argc, char *argv[]);

/// The connection to an editor. Messages are never sent by two threads at once; they may be sent while
/// loop() reads.
class Transport {
public:
  virtual ~Transport() = default;

  /// What clangd sends.
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;

  /// What the editor sends; false ends the loop.
  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;
    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value Params) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
    virtual bool onReply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;
  };

  virtual llvm::Error loop(MessageHandler &) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

} // namespace clang::clangd

#endif
