// Runs the server's own examination in a process of its own: it works where the server does not.
import { execFile } from "node:child_process";
import {
  EventEmitter,
  l10n,
  ProgressLocation,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
  type Disposable,
} from "vscode";
import { prepare } from "../prepare.js";
import type { Parts } from "./index.js";

const SCHEME = "roocode-report";
const REPORT = Uri.from({ scheme: SCHEME, path: "RooCode doctor.txt" });
const PATIENCE_MILLIS = 120_000;
const LONGEST_BYTES = 1 << 20;

export class Doctor implements Disposable {
  readonly #parts: Parts;
  readonly #changes = new EventEmitter<Uri>();
  readonly #registration: Disposable;
  #report = "";

  constructor(parts: Parts) {
    this.#parts = parts;
    const provider: TextDocumentContentProvider = {
      onDidChange: this.#changes.event,
      provideTextDocumentContent: () => this.#report,
    };
    this.#registration = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  }

  async run(): Promise<void> {
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t("The doctor examines"),
    };
    this.#report = await window.withProgress(options, () => this.#examine());
    this.#changes.fire(REPORT);
    await window.showTextDocument(REPORT, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }

  async #examine(): Promise<string> {
    const { context, config, log } = this.#parts;
    const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
    const words = [
      "doctor",
      ...(folder === undefined ? [] : ["--workspace", folder]),
      ...(context.storageUri === undefined ? [] : ["--data", context.storageUri.fsPath]),
    ];
    const { command, args, environment } = await prepare(context, config, log, words);
    return new Promise((resolve) => {
      const options = {
        env: { ...process.env, ...environment },
        timeout: PATIENCE_MILLIS,
        maxBuffer: LONGEST_BYTES,
      };
      execFile(command, args, options, (error, stdout, stderr) => {
        // A finding is an exit code too: only where nothing was printed the failure itself counts.
        resolve(stdout.trim() === "" ? [error?.message ?? "", stderr].join("\n") : stdout);
      });
    });
  }
}
