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

  const citation = (n, text) => {
    const link = element("button", text, "cite");
    link.dataset.n = String(n);
    link.addEventListener("click", () => editor.postMessage({ open: n }));
    return link;
  };

  const piece = (part) => {
    switch (part.kind) {
      case "cite":
        return citation(part.n, `[${part.n}]`);
      case "code":
        return element("code", part.text);
      case "strong":
        return element("strong", part.text);
      default:
        return document.createTextNode(part.text);
    }
  };

  const TAGS = { paragraph: "p", heading: "h2", item: "li" };

  const block = (part) => {
    if (part.kind === "code") {
      const pre = element("pre");
      pre.append(element("code", part.text));
      return pre;
    }
    const made = element(TAGS[part.kind]);
    made.append(...part.pieces.map(piece));
    return made;
  };

  const source = ({ n, place }) => {
    const line = element("li");
    line.append(citation(n, `[${n}] ${place}`));
    return line;
  };

  window.addEventListener("message", ({ data: page }) => {
    const sources = element("ul", undefined, "sources");
    sources.append(...page.sources.map(source));
    main.replaceChildren(
      element("h1", page.question),
      element("p", page.note, page.busy ? "note busy" : "note"),
      ...page.blocks.map(block),
      ...(page.sources.length > 0 ? [sources] : []),
    );
  });
  editor.postMessage({ ready: true });
})();
