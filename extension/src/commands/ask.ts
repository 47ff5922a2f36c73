// Ask Workspace: one question, one document that grows while the answer comes in.
import { type Disposable, type ExtensionContext, l10n, window } from "vscode";
import { Asked } from "../asked.js";
import type { Server } from "../server.js";
import { AnswerPanel } from "../views/answerPanel.js";

export class Asking implements Disposable {
  readonly #context: ExtensionContext;
  readonly #server: Server;
  readonly #panels = new Set<AnswerPanel>();
  #last = "";

  constructor(context: ExtensionContext, server: Server) {
    this.#context = context;
    this.#server = server;
  }

  async ask(given: string | undefined): Promise<void> {
    const question = given ?? (await this.#question());
    if (question === undefined || question.trim() === "") {
      return;
    }
    this.#last = question;
    const panel = this.#open(question.trim());
    const memory = this.#context.workspaceState;
    await new Asked(question.trim(), panel, { server: this.#server, memory }).ask();
  }

  dispose(): void {
    this.#panels.forEach((panel) => {
      panel.dispose();
    });
  }

  #question(): Thenable<string | undefined> {
    return window.showInputBox({
      title: l10n.t("Ask Workspace"),
      prompt: l10n.t("The answer names the passages of your code that it comes from."),
      placeHolder: l10n.t("How are retries done?"),
      value: this.#last,
    });
  }

  #open(question: string): AnswerPanel {
    const panel = new AnswerPanel(this.#context.extensionUri, question);
    this.#panels.add(panel);
    panel.onDidDispose(() => this.#panels.delete(panel));
    return panel;
  }
}
