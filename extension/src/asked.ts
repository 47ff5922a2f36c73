// One question in one panel: who answers it, again and again if the user likes, and what comes of it.
import { type CancellationToken, CancellationTokenSource, env, l10n, window } from "vscode";
import type { RagAskResult, RagAskSource } from "../../protocol/ts/protocol.js";
import { type Action, broken, finished, type Frame, growing, type Leaving } from "./answerPage.js";
import { gone } from "./chatModel.js";
import { editorAnswer, type Listener } from "./editorAnswer.js";
import { explain, isCancelled } from "./faults.js";
import { modelOf } from "./lm.js";
import { inWorkspace } from "./places.js";
import { promptText } from "./prompt.js";
import type { Server } from "./server.js";
import { type Answered, serverAnswer } from "./serverAnswer.js";
import type { AnswerPanel, Places } from "./views/answerPanel.js";
import { chooseWriter, writerName } from "./views/chooseWriter.js";
import { allow, type Memory, remembered, type Writer } from "./writers.js";

export interface AskedParts {
  readonly server: Server;
  /** Of this workspace. */
  readonly memory: Memory;
}

/** One answer while it comes in. */
interface Run {
  readonly stop: CancellationTokenSource;
  readonly writer: Writer;
  readonly frame: Frame;
  readonly regenerate: boolean;
  text: string;
  sources: readonly RagAskSource[];
  /** Neither text nor sources count any more. */
  over: boolean;
  answer?: RagAskResult;
  leaving?: Leaving;
}

export class Asked {
  readonly #question: string;
  readonly #panel: AnswerPanel;
  readonly #parts: AskedParts;
  #run: Run | undefined;

  constructor(question: string, panel: AnswerPanel, parts: AskedParts) {
    this.#question = question;
    this.#panel = panel;
    this.#parts = parts;
    panel.onPressed((action) => {
      void this.#pressed(action).catch((error: unknown) => {
        void window.showErrorMessage(explain(error, l10n.t));
      });
    });
    panel.onDidDispose(() => {
      this.#run?.stop.cancel();
    });
  }

  /** Asks; what runs already is stopped. What goes wrong is shown in the panel. */
  async ask(regenerate = false): Promise<void> {
    this.#run?.stop.cancel();
    const run = await this.#begun(regenerate);
    this.#run = run;
    this.#show(run);
    try {
      const { answer, leaving } = await this.#answered(run, run.stop.token);
      run.over = true;
      run.answer = answer;
      run.sources = answer.sources;
      if (leaving !== undefined) {
        run.leaving = leaving;
      }
      this.#show(run);
    } catch (error) {
      run.over = true;
      if (this.#run === run) {
        const why = isCancelled(error) ? l10n.t("Stopped.") : explain(error, l10n.t);
        this.#panel.set(broken(run.frame, run.text, run.sources, why), places(run));
      }
    }
  }

  async #begun(regenerate: boolean): Promise<Run> {
    const writer = remembered(this.#parts.memory);
    const frame: Frame = {
      question: this.#question,
      writer: await writerName(writer),
      leads: (uri) => inWorkspace(uri) !== undefined,
      t: l10n.t,
    };
    const stop = new CancellationTokenSource();
    return { stop, writer, frame, regenerate, text: "", sources: [], over: false };
  }

  async #answered(run: Run, token: CancellationToken): Promise<Answered> {
    const { server, memory } = this.#parts;
    const client = await server.ready();
    const listener: Listener = {
      sources: ({ sources }) => {
        run.sources = sources;
        this.#grow(run);
      },
      grow: (text) => {
        run.text = text;
        this.#grow(run);
      },
    };
    const question = this.#question;
    const asking = { question, regenerate: run.regenerate, token, listener };
    if (run.writer.kind !== "editor") {
      const wire = {
        request: client.request.bind(client),
        hearText: client.hearText.bind(client),
      };
      return serverAnswer(wire, run.writer.kind, asking, memory);
    }
    const request = client.request.bind(client);
    const model = await modelOf(run.writer);
    if (model === undefined) {
      const quoted = await request("rag/ask", { question }, token);
      return { answer: { ...quoted, problem: gone(run.frame.writer, l10n.t) } };
    }
    const around = { request, token, clock: () => performance.now(), t: l10n.t };
    return { answer: await editorAnswer(question, model, listener, around) };
  }

  #grow(run: Run): void {
    if (!run.over) {
      this.#show(run);
    }
  }

  #show(run: Run): void {
    if (this.#run !== run) {
      return; // another one has begun
    }
    const { answer, frame, leaving, sources, text } = run;
    const note = text === "" ? l10n.t("looking…") : l10n.t("writing…");
    const page =
      answer === undefined ? growing(frame, text, sources, note) : finished(frame, answer, leaving);
    this.#panel.set(page, places(run));
  }

  async #pressed(action: Action): Promise<void> {
    const run = this.#run;
    switch (action) {
      case "again":
        return this.ask(true);
      case "stop":
        run?.stop.cancel();
        return;
      case "choose":
        if (await chooseWriter(this.#parts.memory)) {
          await this.ask();
        }
        return;
      case "copyAnswer":
        await env.clipboard.writeText(run?.answer?.text ?? run?.text ?? "");
        void window.setStatusBarMessage(l10n.t("The answer is in the clipboard."), COPIED_MILLIS);
        return;
      case "copyPrompt":
        return this.#copyPrompt();
      case "allow":
        if (run?.leaving !== undefined) {
          await allow(this.#parts.memory, run.leaving.host);
          await this.ask();
        }
        return;
      case "notNow":
        if (run !== undefined) {
          delete run.leaving;
          this.#show(run);
        }
        return;
    }
  }

  async #copyPrompt(): Promise<void> {
    const { server } = this.#parts;
    const assembled = await server.request("rag/assemble", { question: this.#question });
    await env.clipboard.writeText(promptText(assembled));
    void window.setStatusBarMessage(l10n.t("The prompt is in the clipboard."), COPIED_MILLIS);
  }
}

const COPIED_MILLIS = 4_000;

function places({ answer, sources }: Run): Places {
  return {
    mark: (index) => {
      const { state, uri, range } = answer?.marks[index] ?? {};
      return state === "verified" && uri !== undefined && range !== undefined
        ? { uri, range }
        : undefined;
    },
    source: (n) => sources.find((source) => source.n === n),
  };
}
