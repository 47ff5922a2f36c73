// The models that the editor offers, where it offers any, as those that write an answer.
import {
  type CancellationToken,
  lm,
  type LanguageModelChat,
  LanguageModelChatMessage,
  l10n,
} from "vscode";
import type { RagAssembleMessage } from "../../protocol/ts/protocol.js";
import type { ChatModel } from "./chatModel.js";
import type { Writer } from "./writers.js";

/** Editors without models, and those that have the interface alone, offer none. */
export async function models(): Promise<readonly LanguageModelChat[]> {
  try {
    return await lm.selectChatModels();
  } catch {
    return [];
  }
}

export async function modelOf(
  writer: Extract<Writer, { readonly kind: "editor" }>,
): Promise<ChatModel | undefined> {
  const found = (await models()).find(
    ({ vendor, id }) => vendor === writer.vendor && id === writer.id,
  );
  return found === undefined ? undefined : chatModel(found);
}

export function chatModel(model: LanguageModelChat): ChatModel {
  return {
    name: model.name,
    maxInputTokens: model.maxInputTokens,
    countTokens: (text) => model.countTokens(text),
    write: (messages, token) => stream(model, messages, token),
  };
}

async function* stream(
  model: LanguageModelChat,
  messages: readonly RagAssembleMessage[],
  token: CancellationToken,
): AsyncIterable<string> {
  // The editor knows no system messages: what they say comes first.
  const turns = messages.map(({ role, content }) =>
    role === "assistant"
      ? LanguageModelChatMessage.Assistant(content)
      : LanguageModelChatMessage.User(content),
  );
  const justification = l10n.t("It answers your question from the passages that were found.");
  const response = await model.sendRequest(turns, { justification }, token);
  yield* response.text;
}
