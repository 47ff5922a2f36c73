// What is said about an answer: where it comes from, what its marks mean, what went wrong. Nothing of
// the editor is needed.
import type { RagAskResult, RagAskTrouble } from "../../protocol/ts/protocol.js";
import { capital, inSentences } from "./faults.js";
import { visible } from "./invisible.js";
import type { MarkState } from "./markdown.js";
import type { Translate } from "./words.js";

/** What the page itself says. */
export interface PageWords {
  readonly sources: string;
  /** State of a mark → its tooltip. */
  readonly states: Readonly<Record<MarkState, string>>;
  /** State of a mark → what stands behind it. */
  readonly behind: Partial<Readonly<Record<MarkState, string>>>;
}

export function pageWords(t: Translate): PageWords {
  return {
    sources: t("Sources"),
    states: {
      verified: t("This place is in the sources. That says nothing of what is claimed about it."),
      stale: t("This place is in the sources, but its file has changed since."),
      fabricated: t("This place is not in the sources: the model made it up."),
      unverified: t("The sources do not show this; it may exist all the same."),
    },
    behind: { fabricated: t("not in the sources"), stale: t("changed since") },
  };
}

/** Where the answer comes from, and what is to be known of it, in a line. */
export function noteOf(answer: RagAskResult, t: Translate): string {
  const { cached, complete, generator, kind, timings, verification } = answer;
  const { cited, fabricated, stale, unverified } = verification;
  const kinds = {
    extractive: t("Quoted from the index"),
    generated: t("Written by {0}", visible(generator)),
    abstained: t("Nothing in the index answers this"),
  };
  const some = (count: number, words: string): string[] => (count > 0 ? [words] : []);
  return [
    kinds[kind],
    ...(complete ? [] : [t("incomplete")]),
    cached ? t("kept from an earlier, equal question") : t("{0} ms", timings.complete),
    ...(kind === "generated" ? some(cited, t("{0} citations verified", cited)) : []),
    ...some(fabricated, t("{0} not in the sources", fabricated)),
    ...some(stale, t("{0} changed since", stale)),
    ...some(unverified, t("{0} citations could not be verified", unverified)),
  ].join(" · ");
}

/** What went wrong, what can be done, and when trying again makes sense. */
export function troubleText(
  { resource, message, hint, retryAfterMillis }: RagAskTrouble,
  t: Translate,
): string {
  const said = message.includes(resource) ? message : `${capital(resource)}: ${message}`;
  const later =
    retryAfterMillis === undefined || retryAfterMillis <= 0
      ? ""
      : ` ${t("Try again in {0} s.", Math.ceil(retryAfterMillis / 1000))}`;
  return `${visible(inSentences(said, hint, t))}${later}`;
}
