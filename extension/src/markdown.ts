// The few marks that answers use, read into plain pieces: whatever the text holds, it stays text.
// There are no links, no images and no HTML; a citation is a number. Nothing of the editor is needed.

export type Piece =
  | { readonly kind: "text" | "code" | "strong"; readonly text: string }
  | { readonly kind: "cite"; readonly n: number };

export type Block =
  | { readonly kind: "paragraph" | "item" | "heading"; readonly pieces: readonly Piece[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

/** @param cited the numbers that lead to a place; others stay text */
export function parse(markdown: string, cited: ReadonlySet<number>): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split(/\r?\n/);
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) {
      blocks.push({ kind: "paragraph", pieces: inline(paragraph.join("\n"), cited) });
      paragraph = [];
    }
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, fence, language = ""] = /^(`{3,})([\w+#.-]*)\s*$/.exec(line) ?? [];
    const [, mark, rest = ""] = /^(#{1,6}|[-*])\s+(.*)$/.exec(line) ?? [];
    if (fence !== undefined) {
      flush();
      const end = closing(lines, at + 1, fence);
      blocks.push({ kind: "code", language, text: lines.slice(at + 1, end).join("\n") });
      at = end;
    } else if (mark !== undefined) {
      flush();
      const kind = mark.startsWith("#") ? "heading" : "item";
      blocks.push({ kind, pieces: inline(rest, cited) });
    } else if (line.trim() === "") {
      flush();
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return blocks;
}

/** The line of the closing fence, which is as long as the opening one or longer; else the end. */
function closing(lines: readonly string[], from: number, fence: string): number {
  const found = lines.findIndex((line, at) => at >= from && isFence(line.trim(), fence.length));
  return found < 0 ? lines.length : found;
}

function isFence(line: string, least: number): boolean {
  return line.length >= least && /^`+$/.test(line);
}

function inline(text: string, cited: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const special = codeAt(text, at) ?? citeAt(text, at, cited) ?? strongAt(text, at);
    if (special === undefined) {
      plain += text.charAt(at);
      at++;
      continue;
    }
    if (plain !== "") {
      pieces.push({ kind: "text", text: plain });
      plain = "";
    }
    pieces.push(special.piece);
    at += special.length;
  }
  return plain === "" ? pieces : [...pieces, { kind: "text", text: plain }];
}

type Special = { readonly piece: Piece; readonly length: number } | undefined;

/** A run of backquotes up to the next run of the same length. */
function codeAt(text: string, at: number): Special {
  if (text.charAt(at) !== "`" || text.charAt(at - 1) === "`") {
    return undefined;
  }
  const fence = /^`+/.exec(text.slice(at))?.[0] ?? "";
  const rest = text.slice(at + fence.length);
  const end = [...rest.matchAll(/`+/g)].find(([run]) => run.length === fence.length)?.index;
  if (end === undefined) {
    return undefined;
  }
  const code = rest.slice(0, end).replace(/^ (.*`.*|`.*) $/, "$1");
  return { piece: { kind: "code", text: code }, length: 2 * fence.length + end };
}

function citeAt(text: string, at: number, cited: ReadonlySet<number>): Special {
  const [whole, digits = ""] = /^\[(\d{1,4})\]/.exec(text.slice(at, at + 6)) ?? [];
  const n = Number(digits);
  return whole !== undefined && cited.has(n)
    ? { piece: { kind: "cite", n }, length: whole.length }
    : undefined;
}

function strongAt(text: string, at: number): Special {
  if (!text.startsWith("**", at)) {
    return undefined;
  }
  const end = text.indexOf("**", at + 2);
  return end <= at + 2
    ? undefined
    : { piece: { kind: "strong", text: text.slice(at + 2, end) }, length: end + 2 - at };
}
