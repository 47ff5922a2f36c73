// An answer by a model that lives in the editor: the server packs the prompt and checks the text, the
// model writes in between. Where it does not write, passages are quoted and the reason is told with them.
// Nothing of the editor is needed.
import type { CancellationToken } from "vscode";
import type {
  RagAskMark,
  RagAskResult,
  RagAskTrouble,
  RagAssembleResult,
  RagRequests,
  RagVerifyAnswerResult,
} from "../../protocol/ts/protocol.js";
import {
  budgetTokens,
  type ChatModel,
  LEAST_TOKENS,
  modelTrouble,
  SHARE,
  troubleOf,
} from "./chatModel.js";
import { Cancelled, explain, isCancelled } from "./faults.js";
import type { Translate } from "./words.js";

/** The server, as much of it as is asked here. */
export type Request = <M extends "rag/ask" | "rag/assemble" | "rag/verifyAnswer">(
  method: M,
  params: RagRequests[M]["params"],
  token?: CancellationToken,
) => Promise<RagRequests[M]["result"]>;

export interface Listener {
  /** What the model was given. */
  sources(assembled: RagAssembleResult): void;
  /** The text so far. */
  grow(text: string): void;
}

export interface Surroundings {
  readonly request: Request;
  readonly token: CancellationToken;
  /** In milliseconds, from any moment on. */
  readonly clock: () => number;
  readonly t: Translate;
}

/** A model that does not stop is stopped. */
const MOST_CHARACTERS = 100_000;

/**
 * @throws what the server throws, where not even passages can be had; the fault of a cancelled request
 */
export async function editorAnswer(
  question: string,
  model: ChatModel,
  listener: Listener,
  { request, token, clock, t }: Surroundings,
): Promise<RagAskResult> {
  const began = clock();
  const passed = (): number => Math.round(clock() - began);
  const assembled = await assemble(question, model, request, token);
  const retrieve = passed();
  listener.sources(assembled);
  const { text, firstToken, problem } = await written(model, assembled, listener, {
    token,
    passed,
    t,
  });
  const complete = passed();
  if (text === "") {
    if (token.isCancellationRequested) {
      throw new Cancelled();
    }
    const trouble = problem ?? troubleOf(model, t("It wrote nothing."), t);
    return { ...(await request("rag/ask", { question }, token)), problem: trouble };
  }
  const checked = await check(request, assembled, text, t);
  const stopped = problem ?? checked.problem;
  return {
    kind: "generated",
    text: checked.text,
    citations: checked.citations,
    sources: assembled.sources,
    marks: checked.marks,
    verification: checked.verification,
    generator: model.name,
    cached: false,
    complete: problem === undefined && !token.isCancellationRequested,
    ...(stopped === undefined ? {} : { problem: stopped }),
    timings: { retrieve, firstToken, complete, verified: passed() },
  };
}

/** Once more, and smaller, where the model counts more than it reads. */
async function assemble(
  question: string,
  model: ChatModel,
  request: Request,
  token: CancellationToken,
): Promise<RagAssembleResult> {
  const budget = budgetTokens(model.maxInputTokens);
  const assembled = await request("rag/assemble", { question, budgetTokens: budget }, token);
  let counted = 0;
  for (const { content } of assembled.messages) {
    counted += await model.countTokens(content);
  }
  if (counted <= model.maxInputTokens || budget <= LEAST_TOKENS) {
    return assembled;
  }
  const smaller = Math.floor((assembled.tokens * SHARE * model.maxInputTokens) / counted);
  return request(
    "rag/assemble",
    { question, budgetTokens: Math.max(LEAST_TOKENS, smaller) },
    token,
  );
}

interface Written {
  readonly text: string;
  readonly firstToken: number;
  /** Why there is no more of it. */
  readonly problem?: RagAskTrouble;
}

interface Writing {
  readonly token: CancellationToken;
  readonly passed: () => number;
  readonly t: Translate;
}

async function written(
  model: ChatModel,
  { messages }: RagAssembleResult,
  listener: Listener,
  { token, passed, t }: Writing,
): Promise<Written> {
  let text = "";
  let firstToken: number | undefined;
  const soFar = (): Omit<Written, "problem"> => ({ text, firstToken: firstToken ?? passed() });
  try {
    for await (const piece of untilCancelled(model.write(messages, token), token)) {
      if (piece !== "") {
        firstToken ??= passed();
        text += piece;
        listener.grow(text);
      }
      if (text.length >= MOST_CHARACTERS) {
        const problem = troubleOf(model, t("It does not stop."), t);
        text = text.slice(0, MOST_CHARACTERS);
        return { ...soFar(), problem };
      }
    }
  } catch (error) {
    if (!token.isCancellationRequested && !isCancelled(error)) {
      return { ...soFar(), problem: modelTrouble(model, error, t) };
    }
  }
  return soFar();
}

/** Ends with the token, also where the model goes on. */
async function* untilCancelled(
  pieces: AsyncIterable<string>,
  token: CancellationToken,
): AsyncIterable<string> {
  let stop = (): void => undefined;
  const cancelled = new Promise<IteratorReturnResult<undefined>>((resolve) => {
    stop = () => {
      resolve({ done: true, value: undefined });
    };
  });
  const listening = token.onCancellationRequested(stop);
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    while (!token.isCancellationRequested) {
      const next: IteratorResult<string, unknown> = await Promise.race([
        iterator.next(),
        cancelled,
      ]);
      if (next.done === true) {
        break;
      }
      yield next.value;
    }
  } finally {
    listening.dispose();
    // Not waited for: it may never end, and nobody is left to hear how.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

interface Checked extends RagVerifyAnswerResult {
  readonly problem?: RagAskTrouble;
}

/** A text that could not be checked is shown without a single link. Not to be cancelled: it takes no time. */
async function check(
  request: Request,
  { promptHash }: RagAssembleResult,
  text: string,
  t: Translate,
): Promise<Checked> {
  try {
    return await request("rag/verifyAnswer", { promptHash, text });
  } catch (error) {
    const marks: RagAskMark[] = [];
    const problem = {
      fault: "unavailable",
      resource: "",
      message: t("The citations were not checked. {0}", explain(error, t)),
      hint: "",
    };
    const verification = { cited: 0, fabricated: 0, stale: 0, unverified: 0 };
    return { text, citations: [], marks, verification, problem };
  }
}
