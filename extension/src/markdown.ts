// The few marks that answers use, read into plain pieces: whatever the text holds, it stays text.
// There are no links, no images and no HTML; what leads to a place is told by the server's check
// alone, as stretches of the text. Nothing of the editor is needed.
import { visible } from "./invisible.js";

export type Style = "text" | "code" | "strong";

/** What the check found: the place is there, is there but has changed, was never given, was not checked. */
export type MarkState = "verified" | "stale" | "fabricated" | "unverified";

/** A stretch of the text that names a place. */
export interface Mark {
  /** in UTF-16 units, from the beginning of the text */
  readonly start: number;
  readonly end: number;
  readonly state: MarkState;
  /** the number of the place it leads to; absent where it leads nowhere */
  readonly place?: number;
}

export type Piece =
  | { readonly kind: Style; readonly text: string }
  | {
      readonly kind: "mark";
      readonly style: Style;
      readonly text: string;
      readonly state: MarkState;
      readonly place?: number;
    };

export type Block =
  | { readonly kind: "paragraph" | "item" | "heading"; readonly pieces: readonly Piece[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

/** @param marks as the check gave them; those that overlap an earlier one, or are in a block of code, are left out */
export function parse(markdown: string, marks: readonly Mark[] = []): Block[] {
  const text = new Marked(markdown, marks);
  const blocks: Block[] = [];
  const lines = linesOf(markdown);
  let paragraph: Span | undefined;
  const flush = (): void => {
    if (paragraph !== undefined) {
      blocks.push({ kind: "paragraph", pieces: text.inline(paragraph) });
      paragraph = undefined;
    }
  };
  for (let at = 0; at < lines.length; at++) {
    const { start, end, line } = lines[at] ?? NO_LINE;
    const [, fence, language = ""] = /^(`{3,})([\w+#.-]*)\s*$/.exec(line) ?? [];
    const [, mark, rest = ""] = /^(#{1,6}|[-*])\s+(.*)$/.exec(line) ?? [];
    if (fence !== undefined) {
      flush();
      const closed = closing(lines, at + 1, fence);
      const inside = lines.slice(at + 1, closed).map((one) => one.line);
      blocks.push({ kind: "code", language, text: visible(inside.join("\n")) });
      at = closed;
    } else if (mark !== undefined) {
      flush();
      const kind = mark.startsWith("#") ? "heading" : "item";
      blocks.push({ kind, pieces: text.inline({ start: end - rest.length, end }) });
    } else if (line.trim() === "") {
      flush();
    } else {
      paragraph = { start: paragraph?.start ?? start, end };
    }
  }
  flush();
  return blocks;
}

/** How much of a growing text will not change its meaning any more: up to the last gap between blocks. */
export function settled(markdown: string): number {
  let end = 0;
  let fence: string | undefined;
  for (const { start, line, end: lineEnd } of linesOf(markdown).slice(0, -1)) {
    if (fence !== undefined) {
      fence = isFence(line.trim(), fence.length) ? undefined : fence;
    } else {
      fence = /^(`{3,})[\w+#.-]*\s*$/.exec(line)?.[1];
    }
    if (fence === undefined && line.trim() === "") {
      end = Math.max(start, lineEnd);
    }
  }
  return end;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Line extends Span {
  readonly line: string;
}

const NO_LINE: Line = { start: 0, end: 0, line: "" };

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split("\n").map((whole) => {
    const line = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    const found = { start, end: start + line.length, line };
    start += whole.length + 1;
    return found;
  });
}

/** The line of the closing fence, which is as long as the opening one or longer; else the end. */
function closing(lines: readonly Line[], from: number, fence: string): number {
  const found = lines.findIndex(({ line }, at) => at >= from && isFence(line.trim(), fence.length));
  return found < 0 ? lines.length : found;
}

function isFence(line: string, least: number): boolean {
  return line.length >= least && /^`+$/.test(line);
}

/** A text and what is known of its stretches. */
class Marked {
  readonly #text: string;
  readonly #marks: readonly Mark[];

  constructor(text: string, marks: readonly Mark[]) {
    this.#text = text;
    let free = 0;
    this.#marks = [...marks]
      .sort((one, other) => one.start - other.start)
      .filter(({ start, end }) => {
        const fits = start >= free && end > start && end <= text.length;
        free = fits ? end : free;
        return fits;
      });
  }

  inline({ start, end }: Span): Piece[] {
    const text = this.#text.slice(start, end);
    const pieces: Piece[] = [];
    let plain = 0;
    let at = 0;
    while (at < text.length) {
      const special = codeAt(text, at) ?? strongAt(text, at);
      if (special === undefined) {
        at++;
        continue;
      }
      this.#cut("text", { start: start + plain, end: start + at }, pieces);
      const inner = { start: start + special.start, end: start + special.end };
      this.#cut(special.kind, inner, pieces);
      at = plain = special.next;
    }
    this.#cut("text", { start: start + plain, end }, pieces);
    return pieces;
  }

  /** One style, cut where something is known. */
  #cut(style: Style, { start, end }: Span, pieces: Piece[]): void {
    let at = start;
    for (const mark of this.#marks) {
      const from = Math.max(mark.start, at);
      const to = Math.min(mark.end, end);
      if (from >= to) {
        continue;
      }
      this.#plain(style, { start: at, end: from }, pieces);
      const { state, place } = mark;
      const text = this.#said({ start: from, end: to });
      const shown = { kind: "mark", style, text, state } as const;
      pieces.push(place === undefined ? shown : { ...shown, place });
      at = to;
    }
    this.#plain(style, { start: at, end }, pieces);
  }

  #plain(style: Style, span: Span, pieces: Piece[]): void {
    if (span.start < span.end) {
      pieces.push({ kind: style, text: this.#said(span) });
    }
  }

  #said({ start, end }: Span): string {
    return visible(this.#text.slice(start, end).replaceAll("\r\n", "\n"));
  }
}

/** Where the inside of a code or an emphasis is, and where the text goes on. */
interface Special extends Span {
  readonly kind: Style;
  readonly next: number;
}

/** A run of backquotes up to the next run of the same length. */
function codeAt(text: string, at: number): Special | undefined {
  if (text.charAt(at) !== "`" || text.charAt(at - 1) === "`") {
    return undefined;
  }
  const fence = /^`+/.exec(text.slice(at))?.[0].length ?? 0;
  const begin = at + fence;
  const run = [...text.slice(begin).matchAll(/`+/g)].find(([found]) => found.length === fence);
  if (run === undefined) {
    return undefined;
  }
  const end = begin + run.index;
  const padded = /^ (.*`.*|`.*) $/s.test(text.slice(begin, end)) ? 1 : 0;
  return { kind: "code", start: begin + padded, end: end - padded, next: end + fence };
}

function strongAt(text: string, at: number): Special | undefined {
  if (!text.startsWith("**", at)) {
    return undefined;
  }
  const end = text.indexOf("**", at + 2);
  return end <= at + 2 ? undefined : { kind: "strong", start: at + 2, end, next: end + 2 };
}
