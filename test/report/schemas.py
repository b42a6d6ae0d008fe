"""Usage: schemas.py COROLINT SCHEMAS FILE... -- FLAG...

Reports on all files together and on each alone, in every format that has a schema, and validates the reports.
Validates some that were damaged as well: a validation that cannot fail says nothing.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import subprocess
import sys

import jsonschema

corolint, schemas = sys.argv[1], pathlib.Path(sys.argv[2])
cut = sys.argv.index("--")
files, flags = sys.argv[3:cut], sys.argv[cut:]
FORMATS = {"sarif": "sarif-2.1.0-rtm.5.json", "gitlab": "gitlab-code-quality.json", "rdjson": "rdjson.json",
           "junit": "jenkins-junit.xsd"}


def validator(name):
    schema = json.loads((schemas / FORMATS[name]).read_text())
    validator_class = jsonschema.validators.validator_for(schema)
    validator_class.check_schema(schema)
    return validator_class(schema, format_checker=jsonschema.FormatChecker())


def xml_is_valid(path):
    return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schemas / FORMATS["junit"], path],
                          check=False, capture_output=True, text=True)


def run(some):
    """All reports of one run."""
    outputs = [f"--output={name}=report.{name}" for name in FORMATS]
    subprocess.run([corolint, "--checks=*", "--format=concise", *outputs, *some, *flags], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check(some):
    run(some)
    for name in ("sarif", "gitlab", "rdjson"):
        report = json.loads(pathlib.Path(f"report.{name}").read_text())
        wrong = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                 for error in validator(name).iter_errors(report)]
        assert not wrong, (name, some, wrong)
    result = xml_is_valid("report.junit")
    assert result.returncode == 0, (some, result.stderr)


def must_not_hold(name, damage):
    report = json.loads(pathlib.Path(f"report.{name}").read_text())
    damage(report)
    assert list(validator(name).iter_errors(report)), f"the schema of {name} accepts anything"


check(files)
for file in files:
    check([file])
run(files)
must_not_hold("sarif", lambda report: report["runs"][0]["results"][0].pop("message"))
must_not_hold("gitlab", lambda report: report[0].pop("fingerprint"))
must_not_hold("rdjson", lambda report: report["diagnostics"][0].pop("location"))
damaged = pathlib.Path("damaged.junit")
damaged.write_text(pathlib.Path("report.junit").read_text().replace("<testcase", "<test"))
assert xml_is_valid(damaged).returncode != 0, "the schema of junit accepts anything"
