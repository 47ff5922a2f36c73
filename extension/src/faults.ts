// What went wrong, in words for people. Nothing of the editor is needed here.
import type { ErrorData } from "../../protocol/ts/protocol.js";
import type { Translate } from "./words.js";

/** Why there is no server that could answer. */
export class NoServer extends Error {
  override readonly name = "NoServer";
}

/** Nobody wants the answer any more; as the editor itself says so. */
export class Cancelled extends Error {
  override readonly name = "Canceled";
}

const CANCELLED = -32_800;
const CHANGED = -32_801;

/** The server's own account of a failure. */
export function faultOf(error: unknown): ErrorData | undefined {
  const data = member(error, "data");
  return typeof member(data, "fault") === "string" ? (data as ErrorData) : undefined;
}

/** Nobody wants the answer any more. */
export function isCancelled(error: unknown): boolean {
  const code = member(error, "code");
  return code === CANCELLED || code === CHANGED || member(error, "name") === "Canceled";
}

/** The number under which the server's log tells more of a failure. */
export function incidentOf(error: unknown): string | undefined {
  const incident = faultOf(error)?.incident;
  return incident !== undefined && /^[0-9a-f]{4,40}$/.test(incident) ? incident : undefined;
}

/** What happened, what can be done, and the number that finds it in the log. */
export function explain(error: unknown, t: Translate): string {
  const incident = incidentOf(error);
  const hint = faultOf(error)?.hint ?? "";
  const said = inSentences(error instanceof Error ? error.message : String(error), hint, t);
  return incident === undefined || said.includes(incident)
    ? said
    : `${said} ${t("(Incident {0})", incident)}`;
}

/** A message and its hint. */
export function inSentences(said: string, hint: string, t: Translate): string {
  // The server's messages carry the hint in brackets, for whoever shows the message alone.
  const message = said.endsWith(` (${hint})`) ? said.slice(0, -hint.length - 3) : said;
  if (message === "") {
    return t("Something went wrong.");
  }
  return hint === "" ? sentence(message) : `${sentence(message)} ${sentence(capital(hint))}`;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function sentence(text: string): string {
  return /[.!?。…]$/.test(text) ? text : `${text}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
