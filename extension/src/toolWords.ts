// What the user is told while a language model uses a tool. Nothing of the editor is needed.
import { harmless } from "./hits.js";
import { visible } from "./invisible.js";
import type { Translate } from "./words.js";

/** As the manifest names them. */
export const TOOLS = ["roocode_search", "roocode_read", "roocode_symbols"] as const;
export type ToolName = (typeof TOOLS)[number];

const LONGEST = 80;

/** In one line, whatever the model gave. */
export function told(name: ToolName, input: unknown, t: Translate): string {
  switch (name) {
    case "roocode_search":
      return t("Searching the workspace for {0}", subject(input));
    case "roocode_read":
      return t("Reading {0}", subject(input));
    case "roocode_symbols":
      return t("Looking up {0}", subject(input));
  }
}

/** The first text among what was given: tools name what they are about first. */
function subject(input: unknown): string {
  const values = typeof input === "object" && input !== null ? Object.values(input) : [];
  const first = values.find((value): value is string => typeof value === "string") ?? "…";
  const line = visible(first.replaceAll(/\s+/g, " ").trim());
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return harmless(short).replaceAll(/[[\]<>`]/g, " ");
}
