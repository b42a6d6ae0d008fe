"""Usage: browse.py PAGE JSON. Opens the page of test/inputs/report in headless Chromium and uses it.

JSON is the report of the same run, from which the counts are computed.
"""
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
import json
import pathlib
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

page = pathlib.Path(sys.argv[1]).resolve().as_uri()
findings = json.loads(pathlib.Path(sys.argv[2]).read_text())["findings"]
TOTAL = len(findings)


def expected(**wanted):
    return sum(all(f[key] == value for key, value in wanted.items()) for f in findings)


def open_browser(profile):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     f"--user-data-dir={profile}", "--window-size=1200,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


class Report:
    def __init__(self, driver):
        self.driver = driver

    def open(self, fragment=""):
        self.driver.get("about:blank")
        self.driver.get(page + fragment)

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def click(self, css):
        element = self.find(css)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def shown(self):
        """How many findings can be seen; the page says the same."""
        visible = sum(a.is_displayed() for a in self.driver.find_elements(By.CSS_SELECTOR, "article.finding"))
        said = self.find("#shown").text
        assert said == f"{visible} of {TOTAL} findings", (said, visible)
        return visible

    def must_show(self, count, why):
        WebDriverWait(self.driver, 10).until(lambda _: self.shown() == count, why)

    def groups(self):
        return [h.text.split()[0] for h in self.driver.find_elements(By.CSS_SELECTOR, ".group > h2")
                if h.is_displayed()]


def use(report):
    report.open()
    report.must_show(TOTAL, "everything at first")
    assert report.groups() == ["shop.cpp", "shop.h"], report.groups()

    report.click("[name=severity][value=error]")
    report.must_show(TOTAL - expected(severity="error"), "without errors")
    assert report.groups() == ["shop.cpp"], "a group without findings is hidden"
    report.click("[name=severity][value=warning]")
    report.click("[name=severity][value=note]")
    report.must_show(0, "no severity")
    assert report.find("#empty").is_displayed()
    report.click("#reset")
    report.must_show(TOTAL, "reset")

    report.click("#fixable")
    fixable = sum(bool(f["fix"]) or sum(bool(n["fix"]) for n in f["notes"]) == 1 for f in findings)
    report.must_show(fixable, "fixable")
    report.click("#fixable")

    Select(report.find("#check")).select_by_visible_text("coro-unawaited-task")
    report.must_show(expected(check="coro-unawaited-task"), "one check")
    report.find("#file").send_keys("SHOP.H")
    report.must_show(expected(check="coro-unawaited-task", file="shop.h"), "one check in one file")
    report.click("#reset")

    report.find("#text").send_keys("lock restock")
    report.must_show(0, "all words must be there")
    report.click("#reset")
    report.find("#text").send_keys("<script>ALERT('found')")
    report.must_show(1, "text of the line, not of the lines around others")
    report.click("#reset")

    # The rows of the overview choose, and choose not.
    report.click("[data-pick=check][data-value=coro-blocking-sleep]")
    report.must_show(1, "picked a check")
    assert report.find("#check").get_attribute("value") == "coro-blocking-sleep"
    report.click("[data-pick=check][data-value=coro-blocking-sleep]")
    report.click("[data-pick=file][data-value='shop.h']")
    report.must_show(expected(file="shop.h"), "picked a file")
    report.click("#reset")
    report.must_show(TOTAL, "reset again")

    report.click("[name=group][value=check]")
    report.must_show(TOTAL, "grouped by check")
    assert report.groups() == sorted({f["check"] for f in findings}), report.groups()
    report.click("[name=severity][value=error]")
    report.must_show(TOTAL - expected(severity="error"), "grouped and filtered")

    # The address keeps the view.
    view = report.driver.execute_script("return location.hash")
    assert view.startswith("#?"), view
    report.open(view)
    report.must_show(TOTAL - expected(severity="error"), "the same view again")
    assert report.find("[name=group][value=check]").is_selected()

    # A step of the drawing leads to its line.
    report.open()
    report.click("svg a[href$='-2'] .label")
    target = report.driver.execute_script("return document.querySelector(':target').textContent")
    assert target.strip() == "2 suspends here", target
    # Nothing that was written in the sources became part of the page.
    assert report.driver.execute_script("return document.scripts.length") == 1
    assert not report.driver.find_elements(By.CSS_SELECTOR, "img, article b b, article script")


def main():
    with tempfile.TemporaryDirectory() as profile:
        driver = open_browser(profile)
        try:
            use(Report(driver))
            trouble = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
            assert not trouble, trouble
        finally:
            driver.quit()


main()
