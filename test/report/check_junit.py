"""Usage: check_junit.py REPORT. Asserts what a JUnit report of test/inputs/report says."""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import sys
import xml.etree.ElementTree

root = xml.etree.ElementTree.parse(sys.argv[1]).getroot()
assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "10", "7", "2")
suites = {suite.get("name"): suite for suite in root}
assert sorted(suites) == ["corolint", "src/broken.cpp", "src/clean.cpp", "src/shop.cpp", "src/shop.h"], suites
for suite in suites.values():
    cases = suite.findall("testcase")
    assert int(suite.get("tests")) == len(cases)
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert int(suite.get("errors")) == len(suite.findall("testcase/error"))
clean, = suites["src/clean.cpp"]
assert len(clean) == 0, "a clean file is a case that passes"
names = [case.get("name") for case in suites["src/shop.cpp"]]
assert names == ["coro-suspend-with-lock-held in shop::sell", "coro-stale-read-across-suspend in shop::Store::restock",
                 "coro-blocking-sleep in shop::night", "coro-unawaited-task in shop::day",
                 "coro-unawaited-task in shop::day #2", "coro-voided-lazy-task in shop::day"], names
failure = suites["src/shop.cpp"][0].find("failure")
assert failure.get("type") == "error" and failure.get("message").startswith("'lock' is still locked")
assert "src/shop.cpp:24:13: suspends here" in failure.text, failure.text
assert suites["src/broken.cpp"][0].find("error").get("message") == "use of undeclared identifier 'y'"
assert "missing.cpp: no such file" in suites["corolint"][0].find("error").text
