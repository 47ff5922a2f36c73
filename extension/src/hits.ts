// How a place found is shown in one or two lines. Nothing of the editor is needed here.
import type { RagSearchHit, RagSearchKind, RagSearchResult } from "../../protocol/ts/protocol.js";
import { coverageNote } from "./figures.js";
import type { Translate } from "./words.js";

const LONGEST = 160;

const ICONS: Readonly<Record<RagSearchKind, string>> = {
  function: "symbol-method",
  type: "symbol-class",
  section: "symbol-string",
  block: "symbol-namespace",
  lines: "file",
};

export function icon(hit: RagSearchHit): string {
  return ICONS[hit.kind];
}

/** File names and code may hold what labels would take for an icon. */
export function harmless(text: string): string {
  return text.replaceAll("$(", "$\u200b(");
}

/** 1-based, as editors show them. */
export function lines({ range }: RagSearchHit): string {
  const first = range.start.line + 1;
  const last = Math.max(first, range.end.character === 0 ? range.end.line : range.end.line + 1);
  return first === last ? `${first}` : `${first}–${last}`;
}

export function label(hit: RagSearchHit): string {
  const name = hit.path.slice(hit.path.lastIndexOf("/") + 1);
  return harmless(hit.symbol ?? name);
}

export function place(hit: RagSearchHit): string {
  return `${harmless(hit.path)}:${lines(hit)}`;
}

/** Why it was found, and whether it may be out of date. */
export function badges(hit: RagSearchHit, t: Translate): string {
  const words = { text: t("text"), vector: t("meaning"), symbol: t("name"), path: t("path") };
  const matched = hit.matched.map((why) => words[why]);
  return [...matched, ...(hit.stale ? [t("changed since")] : [])].join(" · ");
}

/** The line of the snippet that says most about the query: the one with most of its words. */
export function bestLine(snippet: string, query: string): { text: string; offset: number } {
  const terms = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [])];
  let best = { text: "", offset: 0, score: -1 };
  snippet.split(/\r?\n/).forEach((line, offset) => {
    const text = line.trim();
    const lower = text.toLowerCase();
    const score = text === "" ? -1 : terms.filter((term) => lower.includes(term)).length;
    if (score > best.score) {
      best = { text, offset, score };
    }
  });
  return { text: harmless(shorten(best.text)), offset: best.offset };
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** How many there are, and what could not be seen. */
export function summary(result: RagSearchResult, t: Translate): string {
  const shown = result.hits.length;
  const counted =
    result.total > shown ? t("{0} of {1} places", shown, result.total) : t("{0} places", shown);
  const note = coverageNote(result.coverage, t);
  const problem = result.problems[0]?.message;
  return [counted, note, problem].filter((part) => part !== undefined && part !== "").join(" · ");
}
