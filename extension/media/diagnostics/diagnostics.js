// Draws what it is sent. Everything is set as text; nothing is ever read as HTML.
(() => {
  const editor = acquireVsCodeApi();
  const words = JSON.parse(document.body.dataset.words);
  const main = document.querySelector("main");
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 320;
  const HEIGHT = 130;
  const AREA = { left: 46, right: WIDTH - 8, top: 8, bottom: HEIGHT - 20 };

  const element = (tag, attributes = {}, ...content) => {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...content);
    return made;
  };

  const drawn = (tag, attributes, text = "") => {
    const made = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, String(value)));
    made.textContent = text;
    return made;
  };

  /** Only what has changed is drawn anew: what has the focus, or is selected, stays. */
  const seen = new Map();
  const changed = (name, value) => {
    const now = JSON.stringify(value);
    const differs = seen.get(name) !== now;
    seen.set(name, now);
    return differs;
  };

  const section = (name, ...content) => {
    const heading = element("h2", { id: `h-${name}` }, words[name]);
    return element("section", { id: name, "aria-labelledby": `h-${name}` }, heading, ...content);
  };

  const button = (name, message) => {
    const made = element("button", { type: "button" }, words[name]);
    made.addEventListener("click", () => editor.postMessage(message));
    return made;
  };

  // ---- incidents

  const incidents = element("ul", { class: "incidents" });
  const noIncidents = element("p", { class: "note" });
  const problems = element("ul", { class: "problems" });

  const incident = ({ level, title, detail, advice, rule }) => {
    const severe = level.startsWith("P1") || level.startsWith("P2");
    const badge = element("span", { class: severe ? "badge severe" : "badge" }, level);
    const line = element(
      "li",
      {},
      element("div", { class: "title" }, badge, element("strong", {}, title)),
      element("div", { class: "note" }, detail),
      element("div", {}, advice),
    );
    if (rule !== "") {
      const link = button("runbook", { runbook: rule });
      link.className = "link";
      link.setAttribute("aria-label", `${words.runbook} ${title}`);
      line.append(link);
    }
    return line;
  };

  // ---- plots

  const cards = element("div", { class: "plots" });
  const plots = new Map();

  const table = ({ head, rows }, caption) =>
    element(
      "table",
      {},
      element("caption", { class: "hidden" }, caption),
      element("thead", {}, element("tr", {}, ...head.map((one) => cell("th", one, "col")))),
      element(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) =>
          element("tr", {}, cell("th", first, "row"), ...rest.map((one) => cell("td", one))),
        ),
      ),
    );

  const cell = (tag, text, scope) => element(tag, scope === undefined ? {} : { scope }, text);

  const card = (id, title) => {
    const heading = element("h3", { id: `p-${id}` }, title);
    const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    const legend = element("ul", { class: "legend", "aria-hidden": "true" });
    const body = element("div", { class: "scroll", tabindex: "0", role: "region" });
    body.setAttribute("aria-labelledby", `p-${id}`);
    const summary = element("summary", { "aria-label": `${words.table}: ${title}` }, words.table);
    const details = element("details", {}, summary, body);
    const made = { svg, legend, details, body, table: undefined };
    details.addEventListener("toggle", () => fill(made, title));
    const whole = element("article", { id: `plot-${id}`, "aria-labelledby": `p-${id}` });
    whole.append(heading, svg, legend, details);
    cards.append(whole);
    return made;
  };

  const fill = (made, title) => {
    if (made.details.open && made.table !== undefined) {
      made.body.replaceChildren(table(made.table, title));
    }
  };

  const line = (x1, y1, x2, y2, name) => drawn("line", { x1, y1, x2, y2, class: name });

  const inside = (plot) => [
    ...plot.ticks.flatMap(({ y, label }) => [
      line(AREA.left, y, AREA.right, y, "grid"),
      drawn("text", { x: AREA.left - 5, y: y + 3.5, class: "y" }, label),
    ]),
    ...plot.times.map(({ x, label }, at) =>
      drawn("text", { x, y: HEIGHT - 6, class: ["x first", "x", "x last"][at] }, label),
    ),
    ...plot.thresholds.map(({ y }) => line(AREA.left, y, AREA.right, y, "threshold")),
    ...plot.lines.map(({ path }, at) => drawn("path", { d: path, class: `line line-${at}` })),
    // Side by side, since two of them may be close to each other.
    ...plot.thresholds.map(({ y, label }, at) => {
      const below = y < AREA.top + 10;
      const place = { x: AREA.right - 34 * at, y: below ? y + 10 : y - 3 };
      return drawn("text", { ...place, class: "limit" }, label);
    }),
  ];

  const draw = (plot) => {
    if (!plots.has(plot.id)) {
      plots.set(plot.id, card(plot.id, plot.title));
    }
    const made = plots.get(plot.id);
    made.svg.setAttribute("aria-label", plot.summary);
    made.svg.replaceChildren(...inside(plot));
    made.legend.replaceChildren(
      ...plot.lines.map(({ label, now }, at) => {
        const key = drawn("svg", { viewBox: "0 0 18 8", class: "key" });
        key.append(drawn("path", { d: "M1 4H17", class: `line line-${at}` }));
        return element("li", {}, key, label, element("b", {}, now));
      }),
    );
    made.table = plot.table;
    fill(made, plot.title);
  };

  // ---- backups

  const backups = element("div");

  // ---- log

  const level = element(
    "select",
    { id: "level" },
    ...["debug", "info", "warn", "error"].map((value) =>
      element("option", { value }, words[value]),
    ),
  );
  const text = element("input", { id: "text", type: "search", spellcheck: "false" });
  const note = element("span", { class: "note", role: "status" });
  const log = element("div", { class: "log", tabindex: "0", role: "log", "aria-live": "off" });
  log.setAttribute("aria-labelledby", "h-log");
  const told = () => editor.postMessage({ filter: { level: level.value, text: text.value } });
  level.addEventListener("change", told);
  text.addEventListener("input", told);

  const logLine = ({ time, level: of, text: said }) =>
    element(
      "div",
      { class: `row ${of}` },
      element("span", { class: "time" }, time),
      element("span", { class: "level" }, time === "" ? "" : of),
      element("span", { class: "said" }, said),
    );

  const showLog = (page) => {
    if (changed("filter", page.filter)) {
      level.value = page.filter.level;
      if (text.value.trim() !== page.filter.text.trim()) text.value = page.filter.text;
    }
    if (changed("log", page.log)) {
      const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
      log.replaceChildren(...page.log.lines.map(logLine));
      if (atEnd) log.scrollTop = log.scrollHeight;
      note.textContent = page.log.note;
    }
  };

  // ---- the page

  const standing = element("p", { class: "note standing", role: "status", "aria-live": "off" });
  const label = (name, input) => element("label", { for: name }, words[name], input);
  main.append(
    element("h1", {}, words.title),
    standing,
    element(
      "div",
      { class: "actions" },
      button("runDoctor", { run: "runDoctor" }),
      button("backupNow", { run: "backupNow" }),
      button("showLog", { run: "showLog" }),
    ),
    section("incidents", noIncidents, incidents, problems),
    section("plots", cards),
    section("backups", backups),
    section(
      "log",
      element("div", { class: "filters" }, label("level", level), label("text", text), note),
      log,
    ),
  );

  window.addEventListener("message", ({ data: page }) => {
    standing.textContent = page.standing;
    if (changed("incidents", [page.incidents, page.noIncidents, page.problems])) {
      incidents.replaceChildren(...page.incidents.map(incident));
      noIncidents.textContent = page.incidents.length === 0 ? page.noIncidents : "";
      problems.replaceChildren(...page.problems.map((one) => element("li", {}, one)));
    }
    page.plots.filter((plot) => changed(`plot-${plot.id}`, plot)).forEach(draw);
    if (changed("backups", page.backups)) {
      const head = ["when", "kind", "size", "state"].map((name) => words[name]);
      backups.replaceChildren(
        page.backups.length === 0
          ? element("p", { class: "note" }, page.noBackups)
          : table({ head, rows: page.backups }, words.backups),
      );
    }
    showLog(page);
  });
  editor.postMessage({ ready: true });
})();
