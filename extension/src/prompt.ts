// A packed prompt as text, for people who carry it to a model themselves.
import type { RagAssembleResult } from "../../protocol/ts/protocol.js";

/** Every message under who speaks. The passages stay between their own boundaries. */
export function promptText({ messages }: Pick<RagAssembleResult, "messages">): string {
  return messages.map(({ role, content }) => `# ${role}\n\n${content.trimEnd()}\n`).join("\n");
}
