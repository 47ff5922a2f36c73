// A model that lives in the editor: how much it is given, and why it does not write. Nothing of the
// editor is needed.
import type { CancellationToken } from "vscode";
import type { RagAskTrouble, RagAssembleMessage } from "../../protocol/ts/protocol.js";
import type { Translate } from "./words.js";

/** A model that writes. */
export interface ChatModel {
  readonly name: string;
  readonly maxInputTokens: number;
  /** As the model itself counts. */
  countTokens(text: string): PromiseLike<number>;
  /** The text piece by piece; ends early once cancelled. */
  write(messages: readonly RagAssembleMessage[], token: CancellationToken): AsyncIterable<string>;
}

/** The share of what a model reads that the prompt may take by the server's count, which is not the model's. */
export const SHARE = 0.75;
/** Bounds of a prompt: the wire's smallest, and what still is read with care. */
export const LEAST_TOKENS = 200;
const MOST_TOKENS = 24_000;

export function budgetTokens(maxInputTokens: number): number {
  const share = Number.isFinite(maxInputTokens) ? Math.floor(maxInputTokens * SHARE) : MOST_TOKENS;
  return Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, share));
}

/** What the editor says of a model that does not write, for people. */
export function modelTrouble(model: ChatModel, error: unknown, t: Translate): RagAskTrouble {
  const { code, message } = (error ?? {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  switch (code) {
    case "NoPermissions":
      return {
        fault: "denied",
        resource: model.name,
        message: t("The editor was not allowed to ask {0}.", model.name),
        hint: t("Ask again and allow it, or choose who answers."),
      };
    case "Blocked":
      return {
        ...troubleOf(model, "", t),
        message: t("{0} refused: a limit is reached, or the question is barred.", model.name),
      };
    case "NotFound":
      return gone(model.name, t);
    default: {
      const said = typeof message === "string" && message !== "" ? message : String(error);
      return troubleOf(model, said, t);
    }
  }
}

/** The model that was chosen is not offered any more, or none is. */
export function gone(name: string, t: Translate): RagAskTrouble {
  return {
    fault: "notFound",
    resource: name,
    message: t("The editor does not offer the model {0}.", name),
    hint: t("Choose who answers."),
  };
}

export function troubleOf(model: ChatModel, said: string, t: Translate): RagAskTrouble {
  return {
    fault: "unavailable",
    resource: model.name,
    message: t("{0} did not answer to the end. {1}", model.name, said),
    hint: t("Ask again, or choose who answers."),
  };
}
