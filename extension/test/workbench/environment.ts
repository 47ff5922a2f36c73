// What all tests of the workbench share: one code-server with the packaged extension, one browser.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { REPOSITORY } from "../session.js";
import { CodeServer, type CodeServerOptions } from "./codeServer.js";
import { Titles } from "./titles.js";
import { Window } from "./window.js";
import { FILES, writeWorkspace } from "./workspace.js";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** As wide as a page of documentation shows without scaling. */
const VIEWPORT = { width: 1100, height: 700 };

export class Environment {
  readonly titles: Titles;

  private constructor(
    readonly server: CodeServer,
    /** One for all windows: the workbench's 20 MB of scripts are fetched and compiled once. */
    readonly context: BrowserContext,
    language: string | undefined,
  ) {
    this.titles = new Titles(server, language);
  }

  static async start(
    options: Omit<CodeServerOptions, "installed" | "vsix"> = {},
  ): Promise<Environment> {
    const server = await CodeServer.start({
      ...options,
      installed: workbench(),
      vsix: packageNamed("ROOCODE_VSIX"),
    });
    try {
      const browser = await chromium.launch({
        executablePath: program("chromium"),
        headless: true,
        args: CHROMIUM_FLAGS,
      });
      const locale = options.locale ?? "en-US";
      const context = await browser.newContext({
        viewport: VIEWPORT,
        locale,
        reducedMotion: "reduce",
      });
      return new Environment(server, context, options.locale);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    try {
      await this.context.browser()?.close();
    } finally {
      await this.server.stop();
    }
  }

  /** A new folder with the small workspace in it. */
  workspace(name: string, files: Readonly<Record<string, string>> = FILES): string {
    const folder = this.server.path("workspaces", name);
    mkdirSync(folder, { recursive: true });
    writeWorkspace(folder, files);
    return folder;
  }

  async window(
    folder?: string,
    payload: readonly (readonly [string, string])[] = [],
  ): Promise<Window> {
    return Window.open(this.context, this.server.url(folder, payload), this.titles, () =>
      this.server.hostLogs(),
    );
  }
}

export function workbench(): string {
  const script = join(REPOSITORY, "extension", "scripts", "workbench");
  const printed = execFileSync(script, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return printed.trim().split("\n").at(-1) ?? "";
}

export function packageNamed(variable: string): string {
  const named = process.env[variable];
  if (named === undefined || !existsSync(named)) {
    throw new Error(`${variable} must name the package to test; it is ${String(named)}`);
  }
  return named;
}

function program(name: string): string {
  return execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
}
