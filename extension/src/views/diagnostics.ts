// How the server does, as a page that it keeps up to date as long as somebody looks. The page loads
// nothing but its own two files, and can send back only what is read in #heard.
import { randomBytes } from "node:crypto";
import {
  commands,
  type Disposable,
  env,
  l10n,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
} from "vscode";
import {
  type BackupSnapshot,
  type MetricsMeasuredLevel,
  MetricsMeasuredLevelWords,
  type MetricsWatchResult,
} from "../../../protocol/ts/protocol.js";
import { explain } from "../faults.js";
import { type LogFilter, Measurements } from "../measurements.js";
import { has } from "../requests.js";
import type { Server } from "../server.js";
import { stateWord } from "../standing.js";
import { Watch } from "../watch.js";
import { fixedWords, page } from "./diagnosticsPage.js";

/** What a button of the page may run. */
const COMMANDS: ReadonlySet<string> = new Set(["showLog", "runDoctor", "backupNow"]);

const LONGEST_FILTER = 200;

export class Diagnostics implements Disposable {
  readonly #extension: Uri;
  readonly #server: Server;
  readonly #listening: readonly Disposable[];
  readonly #watch: Watch<MetricsWatchResult>;
  #panel: WebviewPanel | undefined;
  #measured = new Measurements();
  #backups: readonly BackupSnapshot[] = [];
  #lastBackup: string | undefined;
  #filter: LogFilter = { level: "debug", text: "" };
  #failure = "";

  constructor(extension: Uri, server: Server) {
    this.#extension = extension;
    this.#server = server;
    this.#watch = new Watch(async (on) => server.client?.request("metrics/watch", { on }));
    this.#listening = [
      server.news.onMeasured((now) => {
        if (this.#watch.on) {
          this.#measured.add(now);
          this.#send();
        }
      }),
      server.onStatus(({ lastBackup }) => {
        if (this.#watch.on && lastBackup !== this.#lastBackup) {
          void this.#askBackups().then(
            () => {
              this.#send();
            },
            () => undefined, // the next one asks again
          );
        }
      }),
      server.onState((state) => {
        if (state !== "running") {
          this.#watch.forget();
        }
        void this.#follow();
      }),
    ];
  }

  /** @param words that the log is filtered by, such as the number of an incident */
  show(words?: string): void {
    if (words !== undefined) {
      this.#filter = { level: "debug", text: words.slice(0, LONGEST_FILTER) };
    }
    if (this.#panel === undefined) {
      this.#open();
    } else {
      this.#panel.reveal();
      this.#send();
    }
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#listening.forEach((one) => {
      one.dispose();
    });
  }

  #open(): void {
    const media = Uri.joinPath(this.#extension, "media", "diagnostics");
    const options = { enableScripts: true, localResourceRoots: [media], enableFindWidget: true };
    const title = l10n.t("RooCode diagnostics");
    const panel = window.createWebviewPanel(
      "roocode.diagnostics",
      title,
      ViewColumn.Active,
      options,
    );
    this.#panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#heard(message);
    });
    panel.onDidChangeViewState(() => void this.#follow());
    panel.onDidDispose(() => {
      this.#panel = undefined;
      void this.#follow();
    });
    panel.webview.html = html(panel.webview, media);
    void this.#follow();
  }

  async #follow(): Promise<void> {
    try {
      const begun = await this.#watch.follow(
        () => this.#panel?.visible === true && this.#server.state === "running",
      );
      if (begun !== undefined) {
        this.#measured.begin(begun);
        this.#send();
        await this.#askBackups();
      }
      this.#failure = "";
    } catch (error) {
      this.#failure = explain(error, l10n.t);
    }
    this.#send();
  }

  async #askBackups(): Promise<void> {
    const client = this.#server.client;
    if (client !== undefined && has(client.features(), "backup")) {
      this.#lastBackup = this.#server.status?.lastBackup;
      this.#backups = (await client.request("backup/list", {})).snapshots;
    }
  }

  #send(): void {
    if (this.#panel?.visible === true) {
      const shown = {
        measured: this.#measured,
        backups: this.#backups,
        filter: this.#filter,
        standing: this.#failure === "" ? stateWord(this.#server) : this.#failure,
      };
      void this.#panel.webview.postMessage(page(shown, l10n.t, env.language));
    }
  }

  #heard(message: unknown): void {
    const { ready, filter, runbook, run } = message as Readonly<Record<string, unknown>>;
    if (ready === true) {
      this.#send();
    } else if (typeof filter === "object" && filter !== null) {
      this.#filter = readFilter(filter as Readonly<Record<string, unknown>>);
      this.#send();
    } else if (typeof runbook === "string" && /^[a-z_]{1,40}$/.test(runbook)) {
      const file = Uri.joinPath(this.#extension, "docs", "ops", "maintenance.md");
      const section = file.with({ fragment: `alert-${runbook}` });
      void commands.executeCommand("markdown.showPreview", section);
    } else if (typeof run === "string" && COMMANDS.has(run)) {
      void commands.executeCommand(`roocode.${run}`);
    }
  }
}

function readFilter({ level, text }: Readonly<Record<string, unknown>>): LogFilter {
  const known = MetricsMeasuredLevelWords.find((word) => word === level);
  const chosen: MetricsMeasuredLevel = known ?? "debug";
  return { level: chosen, text: typeof text === "string" ? text.slice(0, LONGEST_FILTER) : "" };
}

function html(webview: Webview, media: Uri): string {
  const nonce = randomBytes(16).toString("hex");
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(media, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const words = JSON.stringify(fixedWords(l10n.t));
  const escaped = words.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<!DOCTYPE html>
<html lang="${env.language}"><head><meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file("diagnostics.css")}">
</head><body data-words="${escaped}"><main></main>
<script nonce="${nonce}" src="${file("diagnostics.js")}"></script></body></html>`;
}
