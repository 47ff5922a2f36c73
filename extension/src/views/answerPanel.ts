// The answer as a document. The page gets plain pieces and can send back four things only: that it is
// there, a button of ours, the number of a mark, the number of a source. It can load nothing but its
// own two files.
import { randomBytes } from "node:crypto";
import { type Event, EventEmitter, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { Range } from "../../../protocol/ts/protocol.js";
import { type Action, ACTIONS, type Page } from "../answerPage.js";
import { show } from "../places.js";

/** Where what is shown leads: by the index of a mark, by the number of a source. */
export interface Places {
  readonly mark: (index: number) => Place | undefined;
  readonly source: (n: number) => Place | undefined;
}

interface Place {
  readonly uri: string;
  readonly range: Range;
}

const NOWHERE: Places = { mark: () => undefined, source: () => undefined };

const LONGEST_TITLE = 40;

/** A page is told of what comes in so often at most. */
const BEAT_MILLIS = 40;

export class AnswerPanel {
  readonly #panel: WebviewPanel;
  readonly #pressed = new EventEmitter<Action>();
  #places = NOWHERE;
  #page: Page | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(extension: Uri, question: string) {
    const media = Uri.joinPath(extension, "media", "answer");
    const short =
      question.length > LONGEST_TITLE ? `${question.slice(0, LONGEST_TITLE)}…` : question;
    const column = { viewColumn: ViewColumn.Active, preserveFocus: false };
    const options = { enableScripts: true, localResourceRoots: [media], enableFindWidget: true };
    this.#panel = window.createWebviewPanel("roocode.answer", short, column, options);
    this.#panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#heard(message);
    });
    this.#panel.onDidDispose(() => {
      this.#closed = true;
      clearTimeout(this.#timer);
      this.#pressed.dispose();
    });
    this.#panel.webview.html = this.#html(media);
  }

  get onDidDispose(): Event<void> {
    return this.#panel.onDidDispose;
  }

  /** One of the page's buttons. */
  get onPressed(): Event<Action> {
    return this.#pressed.event;
  }

  /** Shows it, at once or with what comes in meanwhile. */
  set(page: Page, places: Places = NOWHERE): void {
    this.#page = page;
    this.#places = places;
    if (!page.busy) {
      this.#send();
    } else {
      this.#timer ??= setTimeout(() => {
        this.#send();
      }, BEAT_MILLIS);
    }
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#closed && this.#page !== undefined) {
      void this.#panel.webview.postMessage(this.#page);
    }
  }

  #heard(message: unknown): void {
    const { ready, mark, source, action } = (message ?? {}) as Readonly<Record<string, unknown>>;
    if (ready === true) {
      this.#send(); // a page that was hidden and is shown again begins empty
    } else if (typeof mark === "number") {
      this.#open(this.#places.mark(mark));
    } else if (typeof source === "number") {
      this.#open(this.#places.source(source));
    } else {
      const known = ACTIONS.find((name) => name === action);
      if (known !== undefined) {
        this.#pressed.fire(known);
      }
    }
  }

  #open(place: Place | undefined): void {
    if (place !== undefined) {
      void show(place, { viewColumn: ViewColumn.Beside, preview: true });
    }
  }

  #html(media: Uri): string {
    const { webview } = this.#panel;
    const nonce = randomBytes(16).toString("hex");
    const file = (name: string): string =>
      webview.asWebviewUri(Uri.joinPath(media, name)).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file("answer.css")}">
</head><body><main id="answer"></main>
<script nonce="${nonce}" src="${file("answer.js")}"></script></body></html>`;
  }
}
