// Results as bytes; see codec.h.
//
// Every type lists its fields once, for both directions, by a structured binding of all of them: a field
// that is added to a type does not compile until it is listed here.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/codec.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {
namespace {

class Writer {
public:
  explicit Writer(std::string &To) : OS(To) {}

  template <class... Fields> void operator()(const Fields &...F) { (one(F), ...); }

  /// Neighbours in a sorted list share most of their path.
  void path(const std::string &Path, const std::string &Before) {
    size_t Shared = std::mismatch(Path.begin(), Path.end(), Before.begin(), Before.end()).first -
                    Path.begin();
    number(Shared);
    one(Path.substr(Shared));
  }

private:
  void number(uint64_t N) { llvm::encodeULEB128(N, OS); }
  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void one(T N) {
    number(static_cast<uint64_t>(N));
  }
  void one(const std::string &S) {
    number(S.size());
    OS << S;
  }
  void one(const ContentHash &H) {
    OS.write(reinterpret_cast<const char *>(H.data()), sizeof(H));
  }
  void one(const std::vector<Input> &Inputs);
  template <class T> void one(const std::vector<T> &All) {
    number(All.size());
    for (const T &Each : All)
      one(Each);
  }
  template <class T>
    requires std::is_class_v<T>
  void one(const T &Value);

  llvm::raw_string_ostream OS;
};

class Reader {
public:
  explicit Reader(llvm::StringRef From) : Data(From, /*IsLittleEndian=*/true, 8), At(0) {}
  ~Reader() { llvm::consumeError(At.takeError()); }

  template <class... Fields> void operator()(Fields &...F) { (one(F), ...); }

  void path(std::string &Path, const std::string &Before) {
    std::string Rest;
    Path = Before.substr(0, number());
    one(Rest);
    Path += Rest;
  }

  bool finished() { return At && Data.eof(At); }

private:
  uint64_t number() { return Data.getULEB128(At); }
  template <class T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void one(T &N) {
    N = static_cast<T>(number());
  }
  void one(std::string &S) { S = Data.getBytes(At, number()).str(); }
  void one(ContentHash &H) {
    llvm::StringRef Bytes = Data.getBytes(At, sizeof(H));
    if (Bytes.size() == sizeof(H))
      memcpy(H.data(), Bytes.data(), sizeof(H));
  }
  void one(std::vector<Input> &Inputs);
  template <class T> void one(std::vector<T> &All) {
    // The count may be nonsense: nothing is allocated for what does not follow.
    for (uint64_t N = number(); N && At; --N)
      one(All.emplace_back());
  }
  template <class T>
    requires std::is_class_v<T>
  void one(T &Value);

  llvm::DataExtractor Data;
  llvm::DataExtractor::Cursor At;
};

template <class T, class Of>
concept Same = std::is_same_v<std::remove_const_t<T>, Of>;

void fields(auto &Ar, Same<FileRange> auto &Value) {
  auto &[File, Offset, Length] = Value;
  Ar(File, Offset, Length);
}

void fields(auto &Ar, Same<Edit> auto &Value) {
  auto &[Where, Text] = Value;
  Ar(Where, Text);
}

void fields(auto &Ar, Same<Note> auto &Value) {
  auto &[Message, Where, Ranges, Fix, Function] = Value;
  Ar(Message, Where, Ranges, Fix, Function);
}

void fields(auto &Ar, Same<Finding> auto &Value) {
  auto &[Check, Message, Where, Ranges, Fix, Notes, AsError, IsRemark, Function, Body, Fingerprint,
         Suppressed, Justification] = Value;
  Ar(Check, Message, Where, Ranges, Fix, Notes, AsError, IsRemark, Function, Body, Fingerprint,
     Suppressed, Justification);
}

void fields(auto &Ar, Same<SharedHeaders::Header> auto &Value) {
  auto &[Name, Includes] = Value;
  Ar(Name, Includes);
}

void fields(auto &Ar, Same<SharedHeaders> auto &Value) {
  auto &[File, Content, Command, Headers, Direct, Names, Inputs] = Value;
  Ar(File, Content, Command, Headers, Direct, Names, Inputs);
}

void fields(auto &Ar, Same<UnitResult> auto &Value) {
  auto &[Findings, CompileErrors, Failed, WithoutCoroutines, DroppedFlags, Inputs, Unstable] = Value;
  Ar(Findings, CompileErrors, Failed, WithoutCoroutines, DroppedFlags, Inputs, Unstable);
}

void fields(auto &Ar, Same<Spent> auto &Value) {
  auto &[Processor, Elapsed] = Value;
  Ar(Processor, Elapsed);
}

void fields(auto &Ar, Same<CheckTime> auto &Value) {
  auto &[Check, Time] = Value;
  Ar(Check, Time);
}

void fields(auto &Ar, Same<UnitTimes> auto &Value) {
  auto &[Other, Parsing, Checks, ControlFlow, PerCheck] = Value;
  Ar(Other, Parsing, Checks, ControlFlow, PerCheck);
}

void fields(auto &Ar, Same<TimedResult> auto &Value) {
  auto &[Result, Times] = Value;
  Ar(Result, Times);
}

void fields(auto &Ar, Same<LintOptions> auto &Value) {
  auto &[Settings, Overlay] = Value;
  auto &[Checks, Preset, HeaderFilter, ConfigFile, CheckOptions] = Settings;
  Ar(Checks, Preset, HeaderFilter, ConfigFile);
  for (auto &[Name, Text] : CheckOptions)
    Ar(Name, Text);
}

template <class T>
  requires std::is_class_v<T>
void Writer::one(const T &Value) {
  fields(*this, Value);
}

template <class T>
  requires std::is_class_v<T>
void Reader::one(T &Value) {
  fields(*this, Value);
}

void Writer::one(const std::vector<Input> &Inputs) {
  number(Inputs.size());
  std::string Before;
  for (const Input &I : Inputs) {
    auto &[Path, Kind, Hash] = I;
    const bool Hashed = Hash != ContentHash();
    path(Path, Before);
    number(2 * static_cast<uint64_t>(Kind) + Hashed);
    if (Hashed)
      one(Hash);
    Before = Path;
  }
}

void Reader::one(std::vector<Input> &Inputs) {
  std::string Before;
  for (uint64_t N = number(); N && At; --N) {
    auto &[Path, Kind, Hash] = Inputs.emplace_back();
    path(Path, Before);
    const uint64_t KindAndHashed = number();
    Kind = static_cast<InputKind>(KindAndHashed / 2);
    if (KindAndHashed % 2)
      one(Hash);
    Before = Path;
  }
}

} // namespace

template <class T> static std::string encoded(const T &Value) {
  std::string Out;
  Writer W(Out);
  W(Value);
  return Out;
}

template <class T> static bool decoded(llvm::StringRef Bytes, T &Value) {
  Reader R(Bytes);
  R(Value);
  return R.finished();
}

std::string encode(const UnitResult &Result) { return encoded(Result); }
std::string encode(const TimedResult &Timed) { return encoded(Timed); }
std::string encode(const std::vector<Input> &Inputs) { return encoded(Inputs); }
std::string encode(const SharedHeaders &Shared) { return encoded(Shared); }
std::string encode(const LintOptions &Options) { return encoded(Options); }
bool decode(llvm::StringRef Bytes, UnitResult &Result) { return decoded(Bytes, Result); }
bool decode(llvm::StringRef Bytes, TimedResult &Timed) { return decoded(Bytes, Timed); }
bool decode(llvm::StringRef Bytes, std::vector<Input> &Inputs) { return decoded(Bytes, Inputs); }
bool decode(llvm::StringRef Bytes, SharedHeaders &Shared) { return decoded(Bytes, Shared); }

} // namespace corolint
