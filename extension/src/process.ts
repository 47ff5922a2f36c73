// One process of the server: its streams, its last words, its end.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { LogOutputChannel } from "vscode";
import type { Launch } from "./launch.js";

const LAST_WORDS = 12;

/** The editor itself waits for five seconds when it closes. */
const PATIENCE_MILLIS = 3_000;

export class ServerProcess {
  readonly child: ChildProcess;
  readonly #ended: Promise<string>;
  #lastWords: readonly string[] = [];

  /** @param ended is told how, once */
  constructor(launch: Launch, log: LogOutputChannel, ended: (how: string) => void) {
    const { command, args, environment } = launch;
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      windowsHide: true,
    });
    this.child = child;
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.#lastWords = [...this.#lastWords, line].slice(-LAST_WORDS);
      log.info(line);
    });
    child.stdin.on("error", () => undefined); // its end is told by the process itself
    this.#ended = new Promise((resolve) => {
      child.on("error", (error) => {
        resolve(error.message);
      });
      child.on("exit", (code, signal) => {
        resolve(signal ?? `code ${code ?? "?"}`);
      });
    });
    void this.#ended.then(ended);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** What it wrote last to standard error. */
  get lastWords(): readonly string[] {
    return this.#lastWords;
  }

  /** Returns when it is gone: its input ends, and soon it is killed. */
  async end(): Promise<void> {
    this.child.stdin?.end();
    const killing = setTimeout(() => this.child.kill("SIGKILL"), PATIENCE_MILLIS);
    await this.#ended;
    clearTimeout(killing);
  }
}
