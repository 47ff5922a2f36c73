import {
  type Disposable,
  env,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";
import { type Shown, statusText } from "../figures.js";
import type { Server } from "../server.js";

/** Shows how the server stands; changes only when the server says so. */
export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    this.#item = window.createStatusBarItem("roocode.status", StatusBarAlignment.Left, 10);
    this.#item.name = "RooCode";
    this.#item.command = "roocode.showStatus";
    server.onState(() => {
      this.#draw();
    });
    server.onStatus(() => {
      this.#draw();
    });
    this.#draw();
  }

  /** What it says now; read by the tests. */
  get text(): string {
    return this.#item.text;
  }

  dispose(): void {
    this.#item.dispose();
  }

  #draw(): void {
    const { text, tooltip, warn } = this.#shown();
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.backgroundColor = warn
      ? new ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.#item.show();
  }

  #shown(): Shown {
    const { state, status, failure } = this.#server;
    switch (state) {
      case "running":
        return status === undefined ? starting() : statusText(status, l10n.t, env.language);
      case "starting":
        return starting();
      case "waiting":
        return {
          text: "$(sync~spin) RooCode",
          tooltip: l10n.t("The server ended and is started again."),
          warn: true,
        };
      case "failed":
        return { text: "$(error) RooCode", tooltip: failure, warn: true };
      case "noFolder":
        return {
          text: "$(circle-slash) RooCode",
          tooltip: l10n.t("Open a folder to search in it."),
          warn: false,
        };
      case "stopped":
        return {
          text: "$(circle-outline) RooCode",
          tooltip: l10n.t("RooCode is stopped."),
          warn: false,
        };
    }
  }
}

function starting(): Shown {
  return { text: "$(sync~spin) RooCode", tooltip: l10n.t("RooCode is starting…"), warn: false };
}
