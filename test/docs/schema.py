#!/usr/bin/env python3
"""Usage: schema.py SCHEMA

Configurations that the schema must accept, and some that it must not.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys

import jsonschema

GOOD = [
    {},
    {"Checks": "-*,bugprone-*,coro-blocking-file-io"},
    {"Checks": ["coro-*", "-coro-unawaited-task"], "FormatStyle": "file"},
    {"CheckOptions": {"coro.Preset": "recommended-2026", "bugprone-argument-comment.StrictMode": 1}},
    {"CheckOptions": [{"key": "coro.Profiles", "value": "ours.yaml"}]},
    {"CheckOptions": {"coro-blocking-thread-sync.CheckMutexLock": True,
                      "coro-blocking-configured-call.Functions": "a; b"}},
    {"InheritParentConfig": True, "HeaderFilterRegex": ".*"},
]
BAD = [
    [],
    {"Checks": 3},
    {"CheckOptions": {"coro.Preset": "everything"}},
    {"CheckOptions": {"coro.Presett": "server"}},
    {"CheckOptions": {"coro-blocking-slep.Functions": "a"}},
    {"CheckOptions": {"coro-blocking-thread-sync.CheckMutexLock": "maybe"}},
    {"CheckOptions": [{"key": "coro.Profiles"}]},
    {"InheritParentConfig": "sometimes"},
]


def main():
    validator = jsonschema.Draft7Validator(json.loads(pathlib.Path(sys.argv[1]).read_text()))
    validator.check_schema(validator.schema)
    wrong = [f"refused: {one}" for one in GOOD if not validator.is_valid(one)]
    wrong += [f"accepted: {one}" for one in BAD if validator.is_valid(one)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
