// Text and positions; see open-file.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "open-file.h"

namespace json = llvm::json;

namespace corolint {

Encoding encodingOf(const json::Object &Result) {
  // The second name is clangd's own, from before the protocol had one.
  std::optional<llvm::StringRef> Name;
  if (const json::Object *Capabilities = Result.getObject("capabilities"))
    Name = Capabilities->getString("positionEncoding");
  if (!Name)
    Name = Result.getString("offsetEncoding");
  if (Name == "utf-8")
    return Encoding::UTF8;
  return Name == "utf-32" ? Encoding::UTF32 : Encoding::UTF16;
}

std::optional<Position> positionOf(const json::Object *Json) {
  std::optional<int64_t> Line = Json ? Json->getInteger("line") : std::nullopt;
  std::optional<int64_t> Character = Json ? Json->getInteger("character") : std::nullopt;
  if (!Line || !Character)
    return std::nullopt;
  return Position{*Line, *Character};
}

std::optional<Range> rangeOf(const json::Object *Json) {
  std::optional<Position> Begin = positionOf(Json ? Json->getObject("start") : nullptr);
  std::optional<Position> End = positionOf(Json ? Json->getObject("end") : nullptr);
  if (!Begin || !End)
    return std::nullopt;
  return Range{*Begin, *End};
}

json::Value toJson(const Position &P) {
  return json::Object{{"line", P.Line}, {"character", P.Character}};
}

json::Value toJson(const Range &R) {
  return json::Object{{"start", toJson(R.Begin)}, {"end", toJson(R.End)}};
}

/// How many units of the encoding the character of UTF-8 that begins with \p Byte is; 0 within a character.
static unsigned unitsOf(unsigned char Byte, Encoding Units) {
  if (Units == Encoding::UTF8)
    return 1;
  if ((Byte & 0xC0) == 0x80)
    return 0;
  return Units == Encoding::UTF16 && Byte >= 0xF0 ? 2 : 1;
}

size_t offsetOf(llvm::StringRef Text, Position P, Encoding Units) {
  size_t Offset = 0;
  for (int64_t Line = 0; Line < P.Line; ++Line) {
    size_t End = Text.find('\n', Offset);
    if (End == llvm::StringRef::npos)
      return Text.size();
    Offset = End + 1;
  }
  int64_t Character = 0;
  for (; Offset < Text.size() && Text[Offset] != '\n'; ++Offset) {
    unsigned Next = unitsOf(Text[Offset], Units);
    if (Next && Character >= P.Character)
      break;
    Character += Next;
  }
  return Offset;
}

Position positionAt(llvm::StringRef Text, size_t Offset, Encoding Units) {
  llvm::StringRef Before = Text.take_front(Offset);
  Position P;
  P.Line = Before.count('\n');
  for (char C : Before.substr(Before.rfind('\n') + 1))
    P.Character += unitsOf(C, Units);
  return P;
}

void OpenFile::change(const json::Array &Changes, Encoding Units) {
  for (const json::Value &Item : Changes) {
    const json::Object *Change = Item.getAsObject();
    std::optional<llvm::StringRef> New = Change ? Change->getString("text") : std::nullopt;
    if (!New)
      continue;
    std::optional<Range> Where = rangeOf(Change->getObject("range"));
    if (!Where) {
      Text = New->str();
      continue;
    }
    size_t Begin = offsetOf(Text, Where->Begin, Units);
    size_t End = offsetOf(Text, Where->End, Units);
    if (Begin <= End)
      Text.replace(Begin, End - Begin, *New);
  }
}

} // namespace corolint
