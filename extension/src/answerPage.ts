// The page of an answer as data: what it says at each moment from the question to the end. The page
// itself only sets text. Nothing of the editor is needed.
import type { RagAskMark, RagAskResult, RagAskSource } from "../../protocol/ts/protocol.js";
import { visible } from "./invisible.js";
import { type Block, type Mark, parse } from "./markdown.js";
import { noteOf, pageWords, troubleText, type PageWords } from "./answerWords.js";
import type { Translate } from "./words.js";

/** What the user is asked before passages leave the machine. */
export interface Leaving {
  readonly host: string;
  /** Of which passages would be sent. */
  readonly files: readonly string[];
}

/** What a button of the page asks for. */
export const ACTIONS = [
  "again",
  "stop",
  "choose",
  "copyAnswer",
  "copyPrompt",
  "allow",
  "notNow",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Button {
  readonly action: Action;
  readonly label: string;
  readonly primary?: boolean;
}

/** A passage, where it is, and what is to be known of it. */
export interface ShownSource {
  readonly n: number;
  readonly place: string;
  readonly symbol?: string;
  readonly note?: string;
  /** Whether the place can be opened. */
  readonly leads: boolean;
}

export interface Notice {
  readonly kind: "warning" | "question";
  readonly text: string;
  /** The files that a question is about. */
  readonly files: readonly string[];
  readonly buttons: readonly Button[];
}

export interface Page {
  readonly question: string;
  readonly note: string;
  readonly busy: boolean;
  readonly blocks: readonly Block[];
  readonly notice?: Notice;
  readonly sources: readonly ShownSource[];
  readonly buttons: readonly Button[];
  readonly words: PageWords;
}

export interface Frame {
  readonly question: string;
  /** Who writes. */
  readonly writer: string;
  /** Whether a place may be opened: it is in the workspace. */
  readonly leads: (uri: string) => boolean;
  readonly t: Translate;
}

/** While the answer comes in. Nothing leads anywhere but the sources: what is written was not checked yet. */
export function growing(
  frame: Frame,
  text: string,
  sources: readonly RagAskSource[],
  note: string,
): Page {
  const { t } = frame;
  return {
    ...page(frame, note, sources),
    busy: true,
    blocks: parse(text),
    buttons: [{ action: "stop", label: t("Stop") }],
  };
}

/** @param leaving what the user is to be asked before passages leave the machine */
export function finished(frame: Frame, answer: RagAskResult, leaving?: Leaving): Page {
  const notice = noticeOf(frame, answer, leaving);
  return {
    ...page(frame, noteOf(answer, frame.t), answer.sources),
    blocks: parse(answer.text, marksOf(answer.marks, frame.leads)),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** It was stopped, or there is no answer; what came until then stays, unchecked. */
export function broken(
  frame: Frame,
  text: string,
  sources: readonly RagAskSource[],
  why: string,
): Page {
  const { t } = frame;
  const unchecked = text === "" ? why : t("{0} The text is not whole and was not checked.", why);
  return {
    ...page(frame, "", sources),
    blocks: parse(text),
    notice: { kind: "warning", text: unchecked, files: [], buttons: [] },
  };
}

function page(
  { question, writer, leads, t }: Frame,
  note: string,
  sources: readonly RagAskSource[],
): Page {
  return {
    question: visible(question),
    note,
    busy: false,
    blocks: [],
    sources: sources.map((source) => shown(source, leads, t)),
    buttons: [
      { action: "again", label: t("Ask Again") },
      { action: "copyAnswer", label: t("Copy Answer") },
      { action: "copyPrompt", label: t("Copy Prompt") },
      { action: "choose", label: t("Who Answers: {0}…", writer) },
    ],
    words: pageWords(t),
  };
}

/** Where the marks of a text lead, by their index; only what was verified leads anywhere. */
export function marksOf(marks: readonly RagAskMark[], leads: (uri: string) => boolean): Mark[] {
  return marks.map(({ start, end, state, uri }, index) =>
    state === "verified" && uri !== undefined && leads(uri)
      ? { start, end, state, place: index }
      : { start, end, state },
  );
}

/** The files of which passages are sent, in the order of the sources. */
export function filesOf(sources: readonly RagAskSource[]): string[] {
  return [...new Set(sources.map(({ path }) => visible(path)))];
}

function noticeOf(
  { t }: Frame,
  { problem }: RagAskResult,
  leaving: Leaving | undefined,
): Notice | undefined {
  if (problem === undefined) {
    return undefined;
  }
  if (leaving === undefined) {
    return { kind: "warning", text: troubleText(problem, t), files: [], buttons: [] };
  }
  return {
    kind: "question",
    text: t(
      "The answering model runs on another machine, {0}. Passages of these files would be sent to it:",
      visible(leaving.host),
    ),
    files: leaving.files,
    buttons: [
      { action: "allow", label: t("Allow for This Workspace"), primary: true },
      { action: "notNow", label: t("Not Now") },
    ],
  };
}

function shown(
  { n, uri, path, range, symbol, stale }: RagAskSource,
  leads: (uri: string) => boolean,
  t: Translate,
): ShownSource {
  const first = range.start.line + 1;
  const last = Math.max(first, range.end.character === 0 ? range.end.line : range.end.line + 1);
  const lines = first === last ? String(first) : `${first}–${last}`;
  return {
    n,
    place: `${visible(path)}:${lines}`,
    ...(symbol === undefined ? {} : { symbol: visible(symbol) }),
    ...(stale ? { note: t("changed since") } : {}),
    leads: leads(uri),
  };
}
