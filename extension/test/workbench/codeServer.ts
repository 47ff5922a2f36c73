// A code-server of the tests: own folders, a free port on loopback, no word to any other machine.
// All that it started carries a mark in its environment, by which it is ended.
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { until } from "../wait.js";
import { writeLanguagePack } from "./languagePack.js";

const MARK = "ROOCODE_TEST_RUN";

/** What would make it do something else. */
const FOREIGN = /^(VSCODE_.*|NODE_OPTIONS|PORT|PASSWORD|HASHED_PASSWORD)$/;

/** Nothing that moves, asks, or belongs to someone else. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  "extensions.webWorker": false,
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "remote.autoForwardPorts": false,
  "roocode.index.pauseAtLoad": 0, // the browser beside it is what loads the machine
  "security.workspace.trust.banner": "never",
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Of two windows at most: the one before may still be closing. */
const HOST_LOGS = 4;
const HOST_LINES = 60;

export interface CodeServerOptions {
  /** The folder that extension/scripts/workbench printed. */
  readonly installed: string;
  readonly vsix: string;
  readonly locale?: string;
  /** Whether folders are restricted until the user trusts them. */
  readonly trust?: boolean;
}

export class CodeServer {
  readonly folder = mkdtempSync(join(tmpdir(), "roocode-workbench-"));
  readonly #node: string;
  readonly #entry: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #mark = randomUUID();
  readonly #log: string[] = [];
  #process: ChildProcess | undefined;
  #address = "";

  private constructor(private readonly options: CodeServerOptions) {
    const modules = (...path: string[]): string => join(options.installed, ...path);
    this.#node = modules("node", "node_modules", "node", "bin", "node");
    this.#entry = modules("node_modules", "code-server", "out", "node", "entry.js");
    this.#environment = {
      // code-server started from a terminal of VS Code would talk to that one.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
      [MARK]: this.#mark,
      EXTENSIONS_GALLERY: "{}", // else it asks a registry about every extension
      // code-server keeps more files in these than its options name.
      XDG_CONFIG_HOME: join(this.folder, "xdg"),
      XDG_DATA_HOME: join(this.folder, "xdg"),
      XDG_RUNTIME_DIR: join(this.folder, "xdg"),
    };
  }

  static async start(options: CodeServerOptions): Promise<CodeServer> {
    const server = new CodeServer(options);
    process.on("exit", server.#bury);
    process.once("SIGINT", end).once("SIGTERM", end);
    try {
      mkdirSync(server.path("xdg"), { mode: 0o700 });
      mkdirSync(server.path("user", "User"), { recursive: true });
      mkdirSync(server.path("user", "Machine"), { mode: 0o700 });
      writeFileSync(
        server.path("config.yaml"),
        "bind-addr: 127.0.0.1:0\nauth: none\ncert: false\n",
      );
      server.writeSettings({});
      server.writeMachineSettings({});
      if (options.locale !== undefined) {
        writeLanguagePack(server.path("user"), options.locale);
      }
      await server.install(options.vsix);
      await server.listen();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** The user's settings, over the quiet ones. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void {
    const all = JSON.stringify({ ...QUIET, ...settings }, undefined, 2);
    writeFileSync(this.path("user", "User", "settings.json"), all);
  }

  /** The settings that belong to the machine: those of paths and programs. */
  writeMachineSettings(settings: Readonly<Record<string, unknown>>): void {
    writeFileSync(this.path("user", "Machine", "settings.json"), JSON.stringify(settings));
  }

  /** Where a browser opens a folder, or an empty window. */
  url(folder?: string, payload: readonly (readonly [string, string])[] = []): string {
    const url = new URL(this.#address);
    if (folder === undefined) {
      url.searchParams.set("ew", "true");
    } else {
      url.searchParams.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", folder);
    }
    if (payload.length > 0) {
      url.searchParams.set("payload", JSON.stringify(payload));
    }
    return url.href;
  }

  /** A path of this machine as the workbench names it. */
  remote(path: string): string {
    return `vscode-remote://${new URL(this.#address).host}${path}`;
  }

  /** The processes whose command line contains the words. */
  processes(words = ""): number[] {
    const marked: number[] = [];
    for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
      try {
        const has = (file: string, text: string): boolean =>
          readFileSync(`/proc/${name}/${file}`, "utf8").replaceAll("\0", " ").includes(text);
        if (has("environ", `${MARK}=${this.#mark}`) && has("cmdline", words)) {
          marked.push(Number(name));
        }
      } catch {
        // Gone meanwhile.
      }
    }
    return marked;
  }

  log(): string {
    return this.#log.join("\n");
  }

  /** What the windows' extension hosts and our extension in them wrote last, the newest window last. */
  hostLogs(): string {
    const logs = this.path("user", "logs");
    return readdirSync(logs, { recursive: true, encoding: "utf8" })
      .filter((name) => /(remoteexthost|RooCode)\.log$/.test(name))
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
      .slice(-HOST_LOGS)
      .map((name) => `--- ${name}\n${lastLines(readFileSync(join(logs, name), "utf8"))}`)
      .join("\n");
  }

  async stop(): Promise<void> {
    const running = this.#process;
    if (running?.exitCode === null && running.signalCode === null) {
      const exited = once(running, "exit");
      running.kill("SIGTERM");
      await Promise.race([exited, new Promise((wake) => setTimeout(wake, 5_000).unref())]);
    }
    await until("its processes to end", () => {
      const left = this.processes();
      left.forEach(killIfThere);
      return left.length === 0;
    });
    this.#bury();
    process.off("exit", this.#bury);
  }

  /** Also when the tests themselves are ended. */
  readonly #bury = (): void => {
    this.processes().forEach(killIfThere);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  };

  private async install(extension: string): Promise<void> {
    const { stdout, stderr } = await promisify(execFile)(
      this.#node,
      [this.#entry, ...this.folders(), "--install-extension", extension, "--force"],
      { env: this.#environment, timeout: 480_000 },
    );
    assert.match(stdout + stderr, /success/i, `${extension} was not installed: ${stdout}${stderr}`);
  }

  private folders(): string[] {
    return [
      ...["--config", this.path("config.yaml")],
      ...["--user-data-dir", this.path("user")],
      ...["--extensions-dir", this.path("extensions")],
      "--disable-telemetry",
      "--disable-update-check",
    ];
  }

  private async listen(): Promise<void> {
    const words = [
      // else an extension host and its servers outlive their page for hours
      ...["--reconnection-grace-time", "5"],
      ...["--vscode-option", "enable-smoke-test-driver"],
      ...(this.options.trust === true ? [] : ["--disable-workspace-trust"]),
      ...(this.options.locale === undefined ? [] : ["--locale", this.options.locale]),
    ];
    const started = spawn(this.#node, [this.#entry, ...this.folders(), ...words], {
      env: this.#environment,
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = started;
    this.#address = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`code-server does not listen:\n${this.log()}`));
      }, 240_000);
      const hear = (line: string): void => {
        this.#log.push(line);
        const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
        if (address !== undefined) {
          clearTimeout(timer);
          resolve(address);
        }
      };
      createInterface(started.stdout).on("line", hear);
      createInterface(started.stderr).on("line", hear);
      started.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`code-server ended with ${String(code)}:\n${this.log()}`));
      });
    });
  }
}

function end(): void {
  process.exit(130); // which runs what waits for "exit"
}

function lastLines(text: string): string {
  return text.trimEnd().split("\n").slice(-HOST_LINES).join("\n");
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}
