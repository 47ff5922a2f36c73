// An answer by a model of the editor, and one by the server's: what is asked of whom, in which order,
// and what is left where something breaks.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RagAskResult, RagAssembleResult } from "../../../protocol/ts/protocol.js";
import { samples } from "../../../protocol/ts/samples.js";
import { budgetTokens, type ChatModel } from "../../src/chatModel.js";
import { editorAnswer, type Request } from "../../src/editorAnswer.js";
import { remoteHost, serverAnswer, type Wire } from "../../src/serverAnswer.js";
import { allow } from "../../src/writers.js";
import { memory, Stop, t } from "./editor.js";

type Call = readonly [method: string, params: Readonly<Record<string, unknown>>];

const QUOTED: RagAskResult = (() => {
  const { problem, ...rest } = samples.RagAskResult;
  assert.ok(problem);
  return { ...rest, kind: "extractive", complete: true };
})();

/** A server that answers with the samples, and what it was asked. */
function server(answers: Readonly<Record<string, () => unknown>> = {}): {
  readonly calls: Call[];
  readonly request: Request;
} {
  const calls: Call[] = [];
  const known: Readonly<Record<string, () => unknown>> = {
    "rag/ask": () => QUOTED,
    "rag/assemble": () => samples.RagAssembleResult,
    "rag/verifyAnswer": () => samples.RagVerifyAnswerResult,
    ...answers,
  };
  const request = (method: string, params: object): Promise<unknown> => {
    calls.push([method, { ...params }]);
    return new Promise((resolve) => {
      resolve(known[method]?.());
    });
  };
  return { calls, request: request as Request };
}

async function* pieces(...all: (string | Error)[]): AsyncGenerator<string> {
  for (const piece of all) {
    await Promise.resolve();
    if (typeof piece !== "string") {
      throw piece;
    }
    yield piece;
  }
}

function model(write: ChatModel["write"], maxInputTokens = 8_000): ChatModel {
  return { name: "Fake", maxInputTokens, write, countTokens: () => Promise.resolve(10) };
}

const heard = (): { texts: string[]; packed: RagAssembleResult[] } & Parameters<
  typeof editorAnswer
>[2] => {
  const texts: string[] = [];
  const packed: RagAssembleResult[] = [];
  return {
    texts,
    packed,
    grow: (text) => texts.push(text),
    sources: (assembled) => packed.push(assembled),
  };
};

function coded(code: string, message = "no"): Error {
  return Object.assign(new Error(message), { code });
}

async function answered(
  writer: ChatModel,
  { request }: ReturnType<typeof server>,
  stop = new Stop(),
  listener = heard(),
): Promise<RagAskResult> {
  let now = 0;
  const around = { request, token: stop.token, clock: () => (now += 10), t };
  return editorAnswer("How?", writer, listener, around);
}

test("the server packs, the model writes, the server checks", async () => {
  const peer = server();
  const listener = heard();
  const given: unknown[] = [];
  const writer = model((messages) => {
    given.push(...messages);
    return pieces("The ", "", "bytes");
  });
  const answer = await answered(writer, peer, new Stop(), listener);
  assert.deepEqual(peer.calls, [
    ["rag/assemble", { question: "How?", budgetTokens: 6_000 }],
    ["rag/verifyAnswer", { promptHash: samples.RagAssembleResult.promptHash, text: "The bytes" }],
  ]);
  assert.deepEqual(given, samples.RagAssembleResult.messages);
  assert.deepEqual(listener.texts, ["The ", "The bytes"]);
  assert.equal(listener.packed.length, 1);
  assert.equal(answer.kind, "generated");
  assert.equal(answer.text, samples.RagVerifyAnswerResult.text);
  assert.deepEqual(answer.marks, samples.RagVerifyAnswerResult.marks);
  assert.deepEqual(answer.sources, samples.RagAssembleResult.sources);
  assert.equal(answer.generator, "Fake");
  assert.ok(answer.complete && answer.problem === undefined && !answer.cached);
  const { retrieve, firstToken, complete, verified } = answer.timings;
  assert.ok(retrieve < firstToken && firstToken < complete && complete < verified);
});

test("the prompt leaves the model room, within bounds", () => {
  assert.equal(budgetTokens(4_000), 3_000);
  assert.equal(budgetTokens(1_000_000), 24_000);
  assert.equal(budgetTokens(100), 200);
  assert.equal(budgetTokens(Number.NaN), 24_000);
});

test("a prompt that the model counts longer is packed once more, and smaller", async () => {
  const peer = server();
  const writer: ChatModel = {
    ...model(() => pieces("x"), 1_000),
    countTokens: () => Promise.resolve(1_000),
  };
  await answered(writer, peer);
  const budgets = peer.calls.map(([, params]) => params["budgetTokens"]);
  assert.deepEqual(budgets.slice(0, 2), [750, 200]);
  assert.equal(peer.calls.length, 3);
});

for (const [code, says] of [
  ["NoPermissions", /not allowed to ask Fake.*allow it/],
  ["Blocked", /^Fake refused: a limit is reached/],
  ["NotFound", /does not offer the model Fake/],
  ["Unknown", /did not answer to the end\. the wire broke/],
] as const) {
  test(`a model that fails with ${code} leaves passages and the reason`, async () => {
    const peer = server();
    const answer = await answered(
      model(() => pieces(coded(code, "the wire broke"))),
      peer,
    );
    assert.equal(answer.kind, "extractive");
    assert.equal(answer.text, QUOTED.text);
    assert.deepEqual(answer.sources, QUOTED.sources);
    assert.match(`${answer.problem?.message ?? ""} ${answer.problem?.hint ?? ""}`, says);
    assert.deepEqual(
      peer.calls.map(([method]) => method),
      ["rag/assemble", "rag/ask"],
    );
  });
}

test("what was written before it broke is kept, checked, and marked as not whole", async () => {
  const peer = server();
  const answer = await answered(
    model(() => pieces("half", coded("Unknown", "cut"))),
    peer,
  );
  assert.equal(answer.kind, "generated");
  assert.equal(answer.complete, false);
  assert.match(answer.problem?.message ?? "", /cut/);
  assert.equal(peer.calls.at(-1)?.[1]["text"], "half");
});

test("a model that writes nothing leaves passages", async () => {
  const answer = await answered(
    model(() => pieces()),
    server(),
  );
  assert.equal(answer.kind, "extractive");
  assert.match(answer.problem?.message ?? "", /wrote nothing/);
});

test("a model that never stops is stopped", async () => {
  let asked = 0;
  const endless = async function* (): AsyncGenerator<string> {
    for (;;) {
      asked++;
      yield await Promise.resolve("x".repeat(1_000));
    }
  };
  const peer = server();
  const answer = await answered(model(endless), peer);
  assert.equal(asked, 100);
  assert.equal(answer.complete, false);
  assert.match(answer.problem?.message ?? "", /does not stop/);
});

test("stopping ends at once, also where the model goes on, and keeps the text", async () => {
  const stop = new Stop();
  const deaf = async function* (): AsyncGenerator<string> {
    yield "so far";
    await new Promise(() => undefined); // it never hears
    yield "never";
  };
  const listener = {
    ...heard(),
    grow: () =>
      setImmediate(() => {
        stop.cancel();
      }),
  };
  const peer = server();
  const answer = await answered(model(deaf), peer, stop, listener);
  assert.equal(peer.calls.at(-1)?.[1]["text"], "so far");
  assert.equal(answer.complete, false);
  assert.equal(answer.problem, undefined);
  assert.equal(stop.listeners, 0);
});

test("stopping before the first word is no answer", async () => {
  const stop = new Stop();
  const deaf = async function* (): AsyncGenerator<string> {
    setImmediate(() => {
      stop.cancel();
    });
    await new Promise(() => undefined);
    yield "never";
  };
  await assert.rejects(answered(model(deaf), server(), stop), { name: "Canceled" });
});

test("a text that cannot be checked is shown without a single mark", async () => {
  const peer = server({
    "rag/verifyAnswer": () => {
      throw new Error("the prompt is no longer known");
    },
  });
  const answer = await answered(
    model(() => pieces("see [1]")),
    peer,
  );
  assert.equal(answer.text, "see [1]");
  assert.deepEqual(answer.marks, []);
  assert.match(answer.problem?.message ?? "", /not checked\. The prompt|not checked\. the prompt/);
});

test("where not even the server answers, that is the failure", async () => {
  const peer = server({
    "rag/assemble": () => {
      throw new Error("gone");
    },
  });
  await assert.rejects(
    answered(
      model(() => pieces("x")),
      peer,
    ),
    /gone/,
  );
});

const DENIED: RagAskResult = {
  ...QUOTED,
  problem: {
    fault: "denied",
    resource: "api.example.com",
    message: "is another machine",
    hint: "allow it",
  },
};

function wire(answers: Readonly<Record<string, () => unknown>>): {
  readonly calls: Call[];
  readonly wire: Wire;
  readonly open: () => number;
} {
  const peer = server(answers);
  let open = 0;
  return {
    calls: peer.calls,
    open: () => open,
    wire: {
      request: peer.request,
      hearText: (handler) => {
        open++;
        handler({ text: "a" });
        handler({ text: "b" });
        return { token: `text-${open}`, dispose: () => open-- };
      },
    },
  };
}

function asking(regenerate = false): Parameters<typeof serverAnswer>[2] & {
  readonly listener: ReturnType<typeof heard>;
} {
  return { question: "How?", regenerate, token: new Stop().token, listener: heard() };
}

test("quotes are asked for without a model, and heard while they come", async () => {
  const peer = wire({});
  const asked = asking(true);
  const { answer, leaving } = await serverAnswer(peer.wire, "extractive", asked, memory());
  assert.equal(answer, QUOTED);
  assert.equal(leaving, undefined);
  assert.deepEqual(asked.listener.texts, ["a", "ab"]);
  assert.equal(peer.open(), 0);
  const params = {
    question: "How?",
    generator: "extractive",
    regenerate: true,
    allowRemote: false,
  };
  assert.deepEqual(peer.calls, [["rag/ask", { ...params, partialResultToken: "text-1" }]]);
});

test("a model of the settings shows its sources first", async () => {
  const peer = wire({});
  const asked = asking();
  const { answer } = await serverAnswer(peer.wire, "http", asked, memory());
  assert.equal(answer, QUOTED);
  assert.equal(asked.listener.packed.length, 1);
  assert.deepEqual(
    peer.calls.map(([method]) => method),
    ["rag/assemble", "rag/ask"],
  );
});

test("another machine is asked only after the user has named it", async () => {
  const kept = memory();
  const peer = wire({ "rag/ask": () => DENIED });
  const first = await serverAnswer(peer.wire, "http", asking(), kept);
  assert.deepEqual(first.leaving, {
    host: "api.example.com",
    files: ["src/Hash.java", "docs/hash.md"],
  });
  const allowed = (): unknown[] =>
    peer.calls.filter(([method]) => method === "rag/ask").map(([, { allowRemote }]) => allowRemote);
  assert.deepEqual(allowed(), [false]);
  await allow(kept, "other.example.com");
  await serverAnswer(peer.wire, "http", asking(), kept);
  assert.deepEqual(allowed(), [false, false], "another host was allowed, not this one");
  await allow(kept, "api.example.com");
  const second = await serverAnswer(peer.wire, "http", asking(), kept);
  assert.equal(second.leaving, undefined);
  assert.deepEqual(allowed(), [false, false, false, true]);
  assert.equal(peer.open(), 0);
});

test("other faults ask for no consent", () => {
  const refused = {
    fault: "denied",
    resource: "https://api.example.com/v1",
    message: "",
    hint: "",
  };
  assert.equal(remoteHost(refused), undefined, "a wrong key");
  assert.equal(remoteHost(undefined), undefined);
  assert.equal(remoteHost(samples.RagAskResult.problem), undefined);
  assert.equal(remoteHost(DENIED.problem), "api.example.com");
});
