// Ask Workspace: one question, one document that grows while the answer comes in.
import { type Disposable, l10n, ProgressLocation, type Uri, window } from "vscode";
import { isCancelled } from "../faults.js";
import type { Server } from "../server.js";
import { AnswerPanel } from "../views/answerPanel.js";

export class Asking implements Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #panels = new Set<AnswerPanel>();
  #last = "";

  constructor(extension: Uri, server: Server) {
    this.#extension = extension;
    this.#server = server;
  }

  async ask(given: string | undefined): Promise<void> {
    const question = given ?? (await this.#question());
    if (question === undefined || question.trim() === "") {
      return;
    }
    this.#last = question;
    await this.#answer(question.trim());
  }

  dispose(): void {
    this.#panels.forEach((panel) => {
      panel.dispose();
    });
  }

  #question(): Thenable<string | undefined> {
    return window.showInputBox({
      title: l10n.t("Ask Workspace"),
      prompt: l10n.t("The answer quotes passages of your code, each with its place."),
      placeHolder: l10n.t("How are retries done?"),
      value: this.#last,
    });
  }

  async #answer(question: string): Promise<void> {
    const location = {
      location: ProgressLocation.Notification,
      cancellable: true,
      title: l10n.t("RooCode looks for an answer"),
    };
    await window.withProgress(location, async (_progress, token) => {
      const client = await this.#server.ready();
      const panel = this.#open(question);
      let text = "";
      const listening = client.hearText((piece) => {
        text += piece.text;
        panel.grow(text);
      });
      try {
        const params = { question, partialResultToken: listening.token };
        panel.finish(await client.request("rag/ask", params, token));
      } catch (error) {
        panel.fail(error);
        if (!isCancelled(error)) {
          throw error;
        }
      } finally {
        listening.dispose();
      }
    });
  }

  #open(question: string): AnswerPanel {
    const panel = new AnswerPanel(this.#extension, question);
    this.#panels.add(panel);
    panel.onDidDispose(() => this.#panels.delete(panel));
    return panel;
  }
}
