#!/usr/bin/env python3
"""Usage: profile_schema.py ROOT

The JSON schema of profiles accepts every profile that is built in, refuses what the reader of profiles refuses, and
has the keys that the reader has, no more and no fewer.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import re
import sys

import jsonschema
import yaml

BAD = [
    "[]",
    "{library: acme}",
    "{schema: 2, library: acme}",
    "{schema: 1, library: acme, blockng: []}",
    "{schema: 1, library: acme, blocking: [{kind: sleep}]}",
    "{schema: 1, library: acme, blocking: [{functions: [f], kind: nap}]}",
    "{schema: 1, library: acme, blocking: [{functions: [f], constructors: [c]}]}",
    "{schema: 1, library: acme, blocking: [{methods: [m]}]}",
    "{schema: 1, library: acme, blocking: [{returning: [c]}]}",
    "{schema: 1, library: acme, blocking: [{functions: f}]}",
    "{schema: 1, library: acme, blocking: [{functions: [f], when: [{arg: first, is: zero}]}]}",
    "{schema: 1, library: acme, spawns: [{functions: [f], task: first}]}",
    "{schema: 1, library: acme, scopes: [{names: [s], spawns: [spawn]}]}",
    "{schema: 1, library: acme, version: {macros: [V], format: yy}}",
]


def keys(node):
    """The names of all properties in a schema."""
    if isinstance(node, list):
        return set().union(*map(keys, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    here = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
    return here.union(*(keys(value) for value in node.values()))


def main():
    root = pathlib.Path(sys.argv[1])
    schema = json.loads((root / "docs/corolint-profile.schema.json").read_text())
    validator = jsonschema.Draft7Validator(schema)
    validator.check_schema(schema)
    wrong = []
    profiles = sorted((root / "lib/profile/data").glob("*.yaml"))
    for path in profiles:
        for error in validator.iter_errors(yaml.safe_load(path.read_text())):
            where = "/".join(map(str, error.absolute_path))
            wrong.append(f"{path.name}: {where}: {error.message[:200]}")
    wrong += [f"accepted: {text}" for text in BAD if validator.is_valid(yaml.safe_load(text))]
    reader = "".join((root / "lib/profile" / name).read_text() for name in ("call-mapping.h", "parse-profile.cpp"))
    read = set(re.findall(r'(?:key|version|mapRequired)\((?:IO, )?"([a-z-]+)"', reader))
    wrong += [f"the reader does not know: {name}" for name in sorted(keys(schema) - read)]
    wrong += [f"not in the schema: {name}" for name in sorted(read - keys(schema))]
    if len(profiles) < 30:
        wrong.append(f"only {len(profiles)} profiles were found")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
