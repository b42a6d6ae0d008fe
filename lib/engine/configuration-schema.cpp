// The schema of the configuration; see configuration-schema.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "engine/configuration-schema.h"
#include "checks/common/presets.h"
#include "checks/common/registry.h"

using namespace llvm::json;

namespace corolint {

static Object string(llvm::StringRef Description) {
  return Object{{"type", "string"}, {"description", Description}};
}

/// An option's value. YAML has more types than clang-tidy, to which every value is a string.
static Object valueOf(const OptionSpec &Option, llvm::StringRef Of) {
  Object Out;
  unsigned Number;
  if (Option.Default == "true" || Option.Default == "false")
    Out["enum"] = Array{true, false, "true", "false"};
  else if (!Option.Default.getAsInteger(10, Number))
    Out["type"] = Array{"integer", "string"};
  else
    Out["type"] = "string";
  Out["description"] = Option.Summary;
  Out["default"] = Option.Default;
  if (Of == "coro" && Option.Name == "Preset") {
    Array Names;
    for (const PresetInfo &P : allPresets())
      Names.push_back(P.Name);
    Out["enum"] = std::move(Names);
    Out.erase("default");
  }
  return Out;
}

/// `CheckOptions` as a mapping. What belongs to other tools is not checked.
static Object checkOptions() {
  Object Known;
  for (const OptionSpec &Option : sharedOptions())
    Known[("coro." + Option.Name).str()] = valueOf(Option, "coro");
  for (const CheckInfo &C : allChecks())
    for (const OptionSpec &Option : C.Options)
      Known[C.fullName() + "." + Option.Name.str()] = valueOf(Option, C.Name);
  return Object{{"type", "object"},
                {"properties", std::move(Known)},
                {"patternProperties", Object{{"^(?!coro[-.])", Object{}}}},
                {"additionalProperties", false}};
}

/// The other way to write `CheckOptions`: a list of pairs.
static Object optionPairs() {
  return Object{{"type", "array"},
                {"items", Object{{"type", "object"},
                                 {"properties",
                                  Object{{"key", Object{{"type", "string"}}}, {"value", Object{}}}},
                                 {"required", Array{"key", "value"}},
                                 {"additionalProperties", false}}}};
}

Value configurationSchema() {
  std::string Names;
  for (const CheckInfo &C : allChecks())
    Names += (Names.empty() ? "" : ", ") + C.fullName();
  Object Checks{
      {"description",
       "Globs over names of checks; the last one that matches counts. corolint's: " + Names},
      {"anyOf", Array{Object{{"type", "string"}},
                      Object{{"type", "array"}, {"items", Object{{"type", "string"}}}}}}};
  return Object{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"$id", (projectUrl() + "/blob/main/docs/corolint.schema.json").str()},
      {"title", "What corolint reads in .clang-tidy"},
      {"type", "object"},
      {"properties",
       Object{
           {"Checks", std::move(Checks)},
           {"WarningsAsErrors", string("Globs over the checks whose findings are errors.")},
           {"HeaderFilterRegex",
            string(
                "Findings in headers whose path this matches are reported. corolint's default is "
                "all of them.")},
           {"ExcludeHeaderFilterRegex", string("But not those that this matches.")},
           {"InheritParentConfig",
            Object{{"type", "boolean"}, {"description", "Read the .clang-tidy further up first."}}},
           {"CheckOptions", Object{{"anyOf", Array{checkOptions(), optionPairs()}}}}}}};
}

} // namespace corolint
