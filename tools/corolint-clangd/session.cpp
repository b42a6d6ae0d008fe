// The session; see session.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "session.h"
#include "actions.h"
#include "hover.h"
#include "page-links.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"
#include <mutex>

namespace json = llvm::json;

namespace corolint {
namespace {

/// Editors and clangd spell the URI of a file in their own ways ("%2B" or "+"): what both mean.
std::string decoded(llvm::StringRef Uri) {
  std::string Out;
  for (size_t I = 0; I < Uri.size(); ++I) {
    unsigned Byte;
    if (Uri[I] == '%' && I + 2 < Uri.size() && !Uri.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Uri[I];
    }
  }
  return Out;
}

llvm::StringRef uriOf(const json::Object &Params) {
  const json::Object *Document = Params.getObject("textDocument");
  return Document ? Document->getString("uri").value_or("") : "";
}

/// The object at the end of a path of names, made where it is missing.
json::Object &at(json::Object &Root, llvm::ArrayRef<llvm::StringRef> Path) {
  json::Object *Here = &Root;
  for (llvm::StringRef Name : Path) {
    json::Value &Next = (*Here)[Name];
    if (!Next.getAsObject())
      Next = json::Object();
    Here = Next.getAsObject();
  }
  return *Here;
}

/// The value at the end of a path of names, or null.
const json::Value *find(const json::Object &Root, llvm::ArrayRef<llvm::StringRef> Path) {
  const json::Object *Here = &Root;
  for (llvm::StringRef Name : Path.drop_back())
    if (!Here || !(Here = Here->getObject(Name)))
      return nullptr;
  return Here->get(Path.back());
}

bool isTrue(const json::Value *V) { return V && V->getAsBoolean().value_or(false); }

/// clangd calls this from several threads: one reads what the editor sends, any may answer.
class Session : public clang::clangd::Transport, clang::clangd::Transport::MessageHandler {
public:
  explicit Session(std::unique_ptr<Transport> Connection) : Connection(std::move(Connection)) {}

  llvm::Error loop(MessageHandler &Handler) override {
    Clangd = &Handler;
    return Connection->loop(*this);
  }

  // From clangd to the editor.

  void notify(llvm::StringRef Method, json::Value Params) override {
    if (Method == "textDocument/publishDiagnostics")
      publish(Params);
    Connection->notify(Method, std::move(Params));
  }

  void call(llvm::StringRef Method, json::Value Params, json::Value ID) override {
    Connection->call(Method, std::move(Params), std::move(ID));
  }

  void reply(json::Value ID, llvm::Expected<json::Value> Result) override {
    if (Amendment Amend = takeAmendment(ID); Amend && Result)
      Amend(*Result);
    Connection->reply(std::move(ID), std::move(Result));
  }

private:
  /// Changes the answer to a request.
  using Amendment = llvm::unique_function<void(json::Value &)>;

  // From the editor to clangd.

  bool onNotify(llvm::StringRef Method, json::Value Params) override {
    if (const json::Object *P = Params.getAsObject())
      track(Method, *P);
    return Clangd->onNotify(Method, std::move(Params));
  }

  bool onCall(llvm::StringRef Method, json::Value Params, json::Value ID) override {
    if (json::Object *P = Params.getAsObject())
      if (Amendment Amend = amendmentFor(Method, *P)) {
        std::lock_guard<std::mutex> Lock(State);
        Amendments[llvm::formatv("{0}", ID).str()] = std::move(Amend);
      }
    return Clangd->onCall(Method, std::move(Params), std::move(ID));
  }

  bool onReply(json::Value ID, llvm::Expected<json::Value> Result) override {
    return Clangd->onReply(std::move(ID), std::move(Result));
  }

  Amendment amendmentFor(llvm::StringRef Method, json::Object &Params) {
    if (Method == "initialize")
      return initialize(Params);
    if (Method == "textDocument/codeAction")
      return [this, Params](json::Value &Answer) { addActions(Answer, Params); };
    if (Method == "textDocument/hover") {
      std::lock_guard<std::mutex> Lock(State);
      auto File = Files.find(decoded(uriOf(Params)));
      if (File != Files.end())
        if (std::optional<json::Value> Said = nolintHover(File->second, Params, To))
          return [Said = std::move(*Said)](json::Value &Answer) mutable { Answer = std::move(Said); };
    }
    return nullptr;
  }

  /// Notes what the editor can do, and has clangd put fixes into diagnostics, where they are at hand.
  Amendment initialize(json::Object &Params) {
    json::Object &Can = at(Params, {"capabilities"});
    json::Object &Diagnostics = at(Can, {"textDocument", "publishDiagnostics"});
    To.InlineFixes = isTrue(Diagnostics.get("codeActionsInline"));
    Diagnostics["codeActionsInline"] = true;
    To.ActionLiterals = find(Can, {"textDocument", "codeAction", "codeActionLiteralSupport"});
    To.DocumentChanges = isTrue(find(Can, {"workspace", "workspaceEdit", "documentChanges"}));
    const json::Value *Formats = find(Can, {"textDocument", "hover", "contentFormat"});
    const json::Array *Format = Formats ? Formats->getAsArray() : nullptr;
    To.Markdown = Format && !Format->empty() && Format->front() == json::Value("markdown");
    return [this](json::Value &Answer) {
      json::Object *Result = Answer.getAsObject();
      if (!Result)
        return;
      To.Units = encodingOf(*Result);
      json::Object &Offered = at(*Result, {"capabilities"});
      json::Object *Actions = Offered.getObject("codeActionProvider");
      if (json::Array *Kinds = Actions ? Actions->getArray("codeActionKinds") : nullptr)
        Kinds->push_back(OwnFixAllKind);
    };
  }

  Amendment takeAmendment(const json::Value &ID) {
    std::lock_guard<std::mutex> Lock(State);
    auto It = Amendments.find(llvm::formatv("{0}", ID).str());
    if (It == Amendments.end())
      return nullptr;
    Amendment Out = std::move(It->second);
    Amendments.erase(It);
    return Out;
  }

  /// What the editor says about a file's text.
  void track(llvm::StringRef Method, const json::Object &Params) {
    std::lock_guard<std::mutex> Lock(State);
    const json::Object *Document = Params.getObject("textDocument");
    const std::string Key = decoded(uriOf(Params));
    if (Method == "textDocument/didOpen") {
      OpenFile &File = Files[Key] = OpenFile();
      File.Uri = uriOf(Params).str();
      File.Text = Document->getString("text").value_or("").str();
      File.Version = Document->getInteger("version");
    } else if (Method == "textDocument/didChange") {
      auto It = Files.find(Key);
      const json::Array *Changes = Params.getArray("contentChanges");
      if (It == Files.end() || !Changes)
        return;
      It->second.change(*Changes, To.Units);
      It->second.Version = Document->getInteger("version");
    } else if (Method == "textDocument/didClose") {
      Files.erase(Key);
    }
  }

  /// Diagnostics on their way to the editor.
  void publish(json::Value &Params) {
    linkPages(Params);
    json::Object *Message = Params.getAsObject();
    json::Array *Diagnostics = Message ? Message->getArray("diagnostics") : nullptr;
    if (!Diagnostics)
      return;
    std::lock_guard<std::mutex> Lock(State);
    auto It = Files.find(decoded(Message->getString("uri").value_or("")));
    if (It != Files.end()) {
      It->second.FindingsVersion = Message->getInteger("version");
      It->second.Findings.clear();
      for (const json::Value &D : *Diagnostics)
        if (const json::Object *O = D.getAsObject();
            O && O->getString("code").value_or("").starts_with("coro-"))
          It->second.Findings.push_back(D);
    }
    if (!To.InlineFixes)
      for (json::Value &D : *Diagnostics)
        if (json::Object *O = D.getAsObject())
          O->erase("codeActions");
  }

  void addActions(json::Value &Answer, const json::Object &Params) {
    json::Array *Actions = Answer.getAsArray();
    if (!Actions)
      return;
    for (json::Value &Action : *Actions)
      linkPages(Action);
    std::lock_guard<std::mutex> Lock(State);
    auto It = Files.find(decoded(uriOf(Params)));
    if (It == Files.end())
      return;
    for (json::Value &Action : findingActions(It->second, Params, To))
      Actions->push_back(std::move(Action));
  }

  const std::unique_ptr<Transport> Connection;
  MessageHandler *Clangd = nullptr;

  std::mutex State; ///< Guards what follows.
  Editor To;
  llvm::StringMap<OpenFile> Files;
  llvm::StringMap<Amendment> Amendments;
};

} // namespace

std::unique_ptr<clang::clangd::Transport>
makeSession(std::unique_ptr<clang::clangd::Transport> Editor) {
  return std::make_unique<Session>(std::move(Editor));
}

} // namespace corolint
