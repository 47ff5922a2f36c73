// An answer that the server gives: quoted, or written by the model of its settings. Passages go to
// another machine only where the user has allowed that machine for this workspace. Nothing of the
// editor is needed.
import type { CancellationToken } from "vscode";
import type { RagAskPartial, RagAskResult, RagAskTrouble } from "../../protocol/ts/protocol.js";
import { filesOf, type Leaving } from "./answerPage.js";
import type { Listener, Request } from "./editorAnswer.js";
import { isAllowed, type Memory } from "./writers.js";

/** The server, and the way to hear the text while it is written. */
export interface Wire {
  readonly request: Request;
  readonly hearText: (handler: (piece: RagAskPartial) => void) => {
    readonly token: string;
    dispose(): void;
  };
}

export interface Asking {
  readonly question: string;
  /** Not from what is kept of an earlier, equal question. */
  readonly regenerate: boolean;
  readonly token: CancellationToken;
  readonly listener: Listener;
}

export interface Answered {
  readonly answer: RagAskResult;
  readonly leaving?: Leaving;
}

/**
 * The host is not known before the server names it, so a model on another machine is asked for twice:
 * the settings may name another host than the one that was allowed.
 */
export async function serverAnswer(
  wire: Wire,
  generator: "extractive" | "http",
  { question, regenerate, token, listener }: Asking,
  memory: Memory,
): Promise<Answered> {
  const ask = async (allowRemote: boolean): Promise<RagAskResult> => {
    let text = "";
    const listening = wire.hearText((piece) => {
      text += piece.text;
      listener.grow(text);
    });
    const params = { question, generator, regenerate, allowRemote };
    try {
      const told = { ...params, partialResultToken: listening.token };
      return await wire.request("rag/ask", told, token);
    } finally {
      listening.dispose();
    }
  };
  if (generator === "extractive") {
    return { answer: await ask(false) };
  }
  // What the model will be given is shown before it writes.
  const packed = wire.request("rag/assemble", { question }, token).then(
    (assembled) => {
      listener.sources(assembled);
      return assembled.sources;
    },
    () => undefined, // the answer itself will tell
  );
  const answer = await ask(false);
  const host = remoteHost(answer.problem);
  if (host === undefined) {
    return { answer };
  }
  if (isAllowed(memory, host)) {
    return { answer: await ask(true) };
  }
  return { answer, leaving: { host, files: filesOf((await packed) ?? answer.sources) } };
}

/**
 * The other machine that the server did not send passages to, since nobody allowed it yet: a host's bare
 * name. Where the host itself refused, the whole address is named.
 */
export function remoteHost(problem: RagAskTrouble | undefined): string | undefined {
  return problem?.fault === "denied" && /^[^\s/]+$/.test(problem.resource)
    ? problem.resource
    : undefined;
}
