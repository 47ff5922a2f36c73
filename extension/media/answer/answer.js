// Shows the pieces of an answer. Everything is set as text; nothing is ever read as HTML.
(() => {
  const editor = acquireVsCodeApi();
  const main = document.getElementById("answer");

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className !== undefined) made.className = className;
    return made;
  };

  const STYLES = { code: "code", strong: "strong" };

  const styled = (style, text) =>
    style in STYLES ? element(STYLES[style], text) : document.createTextNode(text);

  /** Only what was verified can be pressed. */
  const mark = ({ style, text, state, place }, words) => {
    const leads = place !== undefined;
    const made = element(leads ? "button" : "span", undefined, `mark ${state}`);
    made.title = words.states[state];
    made.append(styled(style, text));
    if (leads) {
      made.dataset.mark = String(place);
      made.addEventListener("click", () => editor.postMessage({ mark: place }));
    }
    const behind = words.behind[state];
    return behind === undefined || style === "code"
      ? [made]
      : [made, element("small", ` (${behind})`, `behind ${state}`)];
  };

  const pieces = (parts, words) =>
    parts.flatMap((part) =>
      part.kind === "mark" ? mark(part, words) : [styled(part.kind, part.text)],
    );

  const TAGS = { paragraph: "p", heading: "h2", item: "li" };

  const block = (part, words) => {
    if (part.kind === "code") {
      const pre = element("pre");
      pre.append(element("code", part.text));
      return pre;
    }
    const made = element(TAGS[part.kind]);
    made.append(...pieces(part.pieces, words));
    return made;
  };

  /** Items that follow one another are one list. */
  const blocks = (parts, words) => {
    const made = [];
    for (const part of parts) {
      const shown = block(part, words);
      if (part.kind === "item" && made.at(-1)?.tagName === "UL") {
        made.at(-1).append(shown);
      } else if (part.kind === "item") {
        const list = element("ul");
        list.append(shown);
        made.push(list);
      } else {
        made.push(shown);
      }
    }
    return made;
  };

  const source = ({ n, place, symbol, note, leads }) => {
    const line = element("li");
    line.append(element("span", `[${n}] `, "number"));
    const link = element(leads ? "button" : "span", place, "place");
    if (leads) {
      link.dataset.source = String(n);
      link.addEventListener("click", () => editor.postMessage({ source: n }));
    }
    line.append(link);
    if (symbol !== undefined) line.append(element("span", ` ${symbol}`, "symbol"));
    if (note !== undefined) line.append(element("small", ` (${note})`, "behind stale"));
    return line;
  };

  const sources = (page) => {
    if (page.sources.length === 0) return [];
    const section = element("section", undefined, "sources");
    const list = element("ul");
    list.append(...page.sources.map(source));
    section.append(element("h2", page.words.sources), list);
    return [section];
  };

  const buttons = (all) => {
    const row = element("div", undefined, "buttons");
    row.append(
      ...all.map(({ action, label, primary }) => {
        const made = element("button", label, primary ? "button primary" : "button");
        made.dataset.action = action;
        made.addEventListener("click", () => editor.postMessage({ action }));
        return made;
      }),
    );
    return row;
  };

  const notice = (told) => {
    if (told === undefined) return [];
    const box = element("section", undefined, `notice ${told.kind}`);
    box.setAttribute("role", "status");
    box.append(element("p", told.text));
    if (told.files.length > 0) {
      const files = element("ul");
      files.append(...told.files.map((file) => element("li", file)));
      box.append(files);
    }
    if (told.buttons.length > 0) box.append(buttons(told.buttons));
    return [box];
  };

  /** A button that was pressed keeps the focus where the new page has it too. */
  const focused = () => {
    const { action, mark, source } = document.activeElement?.dataset ?? {};
    const [name, value] = Object.entries({ action, mark, source }).find(([, at]) => at) ?? [];
    return name === undefined ? undefined : `[data-${name}="${CSS.escape(value)}"]`;
  };

  window.addEventListener("message", ({ data: page }) => {
    const focus = focused();
    const head = element("header");
    const note = element("p", page.note, page.busy ? "note busy" : "note");
    note.setAttribute("role", "status");
    head.append(element("h1", page.question), note);
    const text = element("article");
    text.setAttribute("aria-busy", String(page.busy));
    text.append(...blocks(page.blocks, page.words));
    main.replaceChildren(
      head,
      ...notice(page.notice),
      text,
      ...sources(page),
      buttons(page.buttons),
    );
    if (focus !== undefined) main.querySelector(focus)?.focus();
  });
  editor.postMessage({ ready: true });
})();
