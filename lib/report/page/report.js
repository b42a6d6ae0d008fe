// The filters of the HTML report. The findings are in the page; this hides, groups and counts them, and
// keeps what was chosen in the address, so that a view can be sent to somebody.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const form = by("filters");
  const main = by("findings");
  const all = [...document.querySelectorAll(".finding")].map((element) => ({
    element,
    check: element.dataset.check,
    file: element.dataset.file,
    severity: element.dataset.severity,
    fixable: element.dataset.fix !== "none",
    suppressed: "suppressed" in element.dataset,
    // Not the lines around it: they are those of its neighbours too.
    text: [...element.querySelectorAll("h3, .meta, .notes, .line.at, .says, summary")]
      .map((part) => part.textContent)
      .join(" ")
      .toLowerCase(),
  }));
  if (!form || !all.length) return;
  form.hidden = false;

  const boxes = [...form.querySelectorAll("[name=severity]")];
  const groups = [...form.querySelectorAll("[name=group]")];
  const summaries = new Map();
  for (const button of document.querySelectorAll("[data-pick=check]")) {
    const summary = button.parentElement.querySelector("small");
    summaries.set(button.dataset.value, summary ? summary.textContent : "");
  }

  const state = () => ({
    text: by("text").value.trim(),
    file: by("file").value.trim(),
    check: by("check").value,
    severity: boxes.filter((box) => box.checked).map((box) => box.value),
    fixable: by("fixable").checked,
    suppressed: !by("suppressed") || by("suppressed").checked,
    group: groups.find((radio) => radio.checked).value,
  });

  const matches = (finding, s) =>
    (!s.check || finding.check === s.check) &&
    s.severity.includes(finding.severity) &&
    (!s.fixable || finding.fixable) &&
    (s.suppressed || !finding.suppressed) &&
    finding.file.toLowerCase().includes(s.file.toLowerCase()) &&
    s.text.toLowerCase().split(/\s+/).every((word) => finding.text.includes(word));

  // Sections are made anew for the other grouping; the findings themselves are moved, not copied.
  let grouped = "file";
  const regroup = (key) => {
    if (key === grouped) return;
    grouped = key;
    const sections = new Map();
    for (const finding of all) {
      const name = finding[key];
      if (!sections.has(name)) {
        const section = document.createElement("section");
        section.className = "group";
        const heading = document.createElement("h2");
        heading.textContent = name;
        if (key === "check" && summaries.get(name)) {
          const small = document.createElement("small");
          small.textContent = summaries.get(name);
          heading.append(" ", small);
        }
        section.append(heading);
        sections.set(name, section);
      }
      sections.get(name).append(finding.element);
    }
    for (const section of main.querySelectorAll(".group")) section.remove();
    const names = [...sections.keys()].sort();
    main.prepend(...names.map((name) => sections.get(name)));
  };

  const remember = (s) => {
    const kept = new URLSearchParams();
    for (const key of ["text", "file", "check"]) if (s[key]) kept.set(key, s[key]);
    if (s.severity.length !== boxes.length) kept.set("severity", s.severity.join(" "));
    if (s.fixable) kept.set("fixable", "1");
    if (!s.suppressed) kept.set("suppressed", "0");
    if (s.group !== "file") kept.set("group", s.group);
    const hash = kept.toString();
    try {
      history.replaceState(null, "", hash ? "#?" + hash : location.pathname + location.search);
    } catch {
      // A browser may forbid it for a page that is a file; then the address just stays.
    }
  };

  const update = () => {
    const s = state();
    regroup(s.group);
    let shown = 0;
    for (const finding of all) {
      finding.element.hidden = !matches(finding, s);
      if (!finding.element.hidden) ++shown;
    }
    for (const section of main.querySelectorAll(".group"))
      section.hidden = !section.querySelector(".finding:not([hidden])");
    by("empty").hidden = shown > 0;
    by("shown").textContent = `${shown} of ${all.length} finding${all.length === 1 ? "" : "s"}`;
    return s;
  };

  const recall = () => {
    if (!location.hash.startsWith("#?")) return;
    const kept = new URLSearchParams(location.hash.slice(2));
    for (const key of ["text", "file", "check"]) by(key).value = kept.get(key) || "";
    if (kept.has("severity")) {
      const names = kept.get("severity").split(" ");
      for (const box of boxes) box.checked = names.includes(box.value);
    }
    by("fixable").checked = kept.get("fixable") === "1";
    if (by("suppressed")) by("suppressed").checked = kept.get("suppressed") !== "0";
    for (const radio of groups) if (radio.value === kept.get("group")) radio.checked = true;
  };

  for (const kind of ["input", "change"]) form.addEventListener(kind, () => remember(update()));
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields have their first values again only after the event.
  form.addEventListener("reset", () => setTimeout(() => remember(update())));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (!button) return;
    const field = by(button.dataset.pick);
    field.value = field.value === button.dataset.value ? "" : button.dataset.value;
    remember(update());
    main.scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      by("text").focus();
    }
  });
  // On paper there is nothing to open.
  window.addEventListener("beforeprint", () => {
    for (const fix of document.querySelectorAll("details")) fix.open = true;
  });

  // Without the script the buttons of the tables do nothing, and look it.
  document.body.classList.remove("plain");
  recall();
  update();
})();
