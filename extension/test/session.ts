// A real server process, driven by vscode-jsonrpc.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { RagRequests } from "../../protocol/ts/protocol.js";

/** dist/extension/test is where this runs. */
export const REPOSITORY = resolve(__dirname, "../../../..");

export interface WorkProgress {
  readonly kind: "begin" | "report" | "end";
  readonly percentage?: number;
}

export class Session {
  readonly folder = mkdtempSync(join(tmpdir(), "roocode ü "));
  readonly workspace = join(this.folder, "work space");
  readonly data = join(this.folder, "data");
  readonly connection: MessageConnection;
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #progress = new Map<string | number, unknown[]>();
  #waiting: (() => void)[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      this.write(path, text);
    }
    this.#process = spawn(join(REPOSITORY, "scripts", "roocode"), ["lsp"], { cwd: this.folder });
    this.#process.stderr.resume();
    this.exited = once(this.#process, "exit").then(([code]) => code as number | null);
    this.connection = createMessageConnection(
      new StreamMessageReader(this.#process.stdout),
      new StreamMessageWriter(this.#process.stdin),
    );
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onNotification(
      "$/progress",
      ({ token, value }: { token: string | number; value: unknown }) => {
        this.#progress.set(token, [...(this.#progress.get(token) ?? []), value]);
        this.#waiting.splice(0).forEach((wake) => {
          wake();
        });
      },
    );
    this.connection.listen();
  }

  /** Says initialize, with these settings, and initialized. */
  async start(
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<{ capabilities: Record<string, unknown> }> {
    const answer = await this.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      "initialize",
      {
        processId: process.pid,
        rootUri: null,
        workspaceFolders: [{ uri: pathToFileURL(this.workspace).href, name: "work space" }],
        capabilities: {
          window: { workDoneProgress: true },
          workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
        },
        initializationOptions: { storageUri: pathToFileURL(this.data).href, ...settings },
      },
    );
    await this.connection.sendNotification("initialized", {});
    return answer;
  }

  async ask<M extends keyof RagRequests>(
    method: M,
    params: RagRequests[M]["params"],
  ): Promise<RagRequests[M]["result"]> {
    return this.connection.sendRequest<RagRequests[M]["result"]>(method, params);
  }

  /** What was sent so far as progress of a token. */
  progress(token: string | number): readonly unknown[] {
    return this.#progress.get(token) ?? [];
  }

  /** Waits for progress of any token until the condition holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** Every work that the server or a request has shown. */
  work(): WorkProgress[] {
    return [...this.#progress.values()]
      .flat()
      .filter(
        (value): value is WorkProgress =>
          typeof value === "object" && value !== null && "kind" in value,
      );
  }

  write(path: string, text: string): void {
    const file = join(this.workspace, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  uri(path: string): string {
    return pathToFileURL(join(this.workspace, path)).href;
  }

  /** The editor is gone without a word. */
  closeInput(): void {
    this.#process.stdin.end();
  }

  dispose(): void {
    this.connection.dispose();
    this.#process.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
