// The answer as a document. The page gets plain pieces and can send back one thing only: the number
// of a citation. It can load nothing but its own two files.
import { randomBytes } from "node:crypto";
import { l10n, Uri, ViewColumn, type WebviewPanel, type Event, window } from "vscode";
import type { RagAskCitation, RagAskResult } from "../../../protocol/ts/protocol.js";
import { explain } from "../faults.js";
import { type Block, parse } from "../markdown.js";
import { inWorkspace, show } from "../places.js";

export interface Page {
  readonly question: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly { readonly n: number; readonly place: string }[];
  readonly note: string;
  readonly busy: boolean;
}

const LONGEST_TITLE = 40;

export class AnswerPanel {
  readonly #panel: WebviewPanel;
  readonly #question: string;
  #citations = new Map<number, RagAskCitation>();
  #page: Page;
  #closed = false;

  constructor(extension: Uri, question: string) {
    this.#question = question;
    this.#page = this.#made("", l10n.t("looking…"), true);
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
    });
    this.#panel.webview.html = this.#html(media);
  }

  get onDidDispose(): Event<void> {
    return this.#panel.onDidDispose;
  }

  /** More of the text has come in. */
  grow(text: string): void {
    this.#send(this.#made(text, l10n.t("looking…"), true));
  }

  finish(answer: RagAskResult): void {
    this.#citations = new Map(
      answer.citations
        .filter(({ uri }) => inWorkspace(uri) !== undefined)
        .map((citation) => [citation.n, citation]),
    );
    this.#send(this.#made(answer.text, note(answer), false));
  }

  fail(error: unknown): void {
    this.#send(this.#made("", explain(error, l10n.t), false));
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #made(text: string, note: string, busy: boolean): Page {
    const sources = [...this.#citations.values()].map(({ n, uri, range }) => ({
      n,
      place: `${name(uri)}:${range.start.line + 1}–${Math.max(range.start.line + 1, range.end.line)}`,
    }));
    const blocks = parse(text, new Set(this.#citations.keys()));
    return { question: this.#question, blocks, sources, note, busy };
  }

  #send(page: Page): void {
    this.#page = page;
    if (!this.#closed) {
      void this.#panel.webview.postMessage(page);
    }
  }

  /** A page that was hidden and shown again asks for its content. */
  #heard(message: unknown): void {
    const { ready, open } = message as { readonly ready?: unknown; readonly open?: unknown };
    if (ready === true) {
      this.#send(this.#page);
      return;
    }
    const citation = typeof open === "number" ? this.#citations.get(open) : undefined;
    if (citation !== undefined) {
      void show(citation, { viewColumn: ViewColumn.Beside, preview: true });
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
</head><body><main id="answer" aria-live="polite"></main>
<script nonce="${nonce}" src="${file("answer.js")}"></script></body></html>`;
  }
}

function name(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}

function note({ kind, generator, timings, verification }: RagAskResult): string {
  const kinds = {
    extractive: l10n.t("Quoted from the index"),
    generated: l10n.t("Written by {0}", generator),
    abstained: l10n.t("Nothing in the index answers this"),
  };
  const doubtful = verification.fabricated + verification.unverified;
  const doubt = doubtful > 0 ? [l10n.t("{0} citations could not be verified", doubtful)] : [];
  return [kinds[kind], l10n.t("{0} ms", timings.complete), ...doubt].join(" · ");
}
