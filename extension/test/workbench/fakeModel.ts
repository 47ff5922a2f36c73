// A chat model of the tests' own, as an extension in development: it writes what it was told to, stops
// where it was told to until it is let go on, and keeps what it was asked.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../wait.js";

const VENDOR = "fake";

const MANIFEST = {
  name: "fake-model",
  publisher: "test",
  version: "0.0.1",
  engines: { vscode: "^1.104.0" },
  main: "./extension.js",
  activationEvents: ["*"],
  contributes: { languageModelChatProviders: [{ vendor: VENDOR, displayName: "Fake" }] },
};

/** Plain JavaScript: it runs as it stands. */
const PROGRAM = String.raw`
const vscode = require("vscode");
const fs = require("node:fs");
const { join } = require("node:path");

const file = (name) => join(__dirname, name);

/** Until the test lets it go on, or nobody wants it any more. */
const letGo = (token) =>
  new Promise((resolve) => {
    const look = () => {
      if (fs.existsSync(file("go")) || token.isCancellationRequested) {
        watcher.close();
        listening.dispose();
        resolve();
      }
    };
    const watcher = fs.watch(__dirname, look);
    const listening = token.onCancellationRequested(look);
    look();
  });

const model = {
  id: "writer", name: "Fake Writer", family: "fake", version: "1",
  maxInputTokens: 8000, maxOutputTokens: 2000, capabilities: {},
};

const text = ({ content }) => content.map((part) => part.value ?? "").join("");

exports.activate = ({ subscriptions }) => {
  const provider = {
    provideLanguageModelChatInformation: () => [model],
    provideTokenCount: async (_model, asked) =>
      Math.ceil((typeof asked === "string" ? asked : text(asked)).length / 4),
    async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
      fs.writeFileSync(file("asked.json"), JSON.stringify(messages.map(text)));
      const { pieces, fault } = JSON.parse(fs.readFileSync(file("plan.json"), "utf8"));
      for (const piece of pieces) {
        if (piece === "") await letGo(token);
        if (token.isCancellationRequested) {
          fs.writeFileSync(file("cancelled"), "");
          return;
        }
        if (piece !== "") progress.report(new vscode.LanguageModelTextPart(piece));
      }
      if (fault !== undefined) throw vscode.LanguageModelError[fault]("as the test wants");
    },
  };
  subscriptions.push(vscode.lm.registerLanguageModelChatProvider("${VENDOR}", provider));
};
`;

export interface Plan {
  /** What it writes; at an empty one it waits to be let go on. */
  readonly pieces: readonly string[];
  /** How it ends: the name of an error of the editor. */
  readonly fault?: "NoPermissions" | "Blocked" | "NotFound";
}

export class FakeModel {
  readonly name = "Fake Writer";

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify(MANIFEST));
    writeFileSync(join(folder, "extension.js"), PROGRAM);
    this.plan({ pieces: ["Nothing was planned."] });
  }

  plan(plan: Plan): void {
    for (const name of ["go", "cancelled", "asked.json"]) {
      rmSync(join(this.folder, name), { force: true });
    }
    writeFileSync(join(this.folder, "plan.json"), JSON.stringify(plan));
  }

  letGo(): void {
    writeFileSync(join(this.folder, "go"), "");
  }

  /** The messages of the last request, once there was one. */
  async asked(): Promise<readonly string[]> {
    const file = join(this.folder, "asked.json");
    await until("the model to be asked", () => existsSync(file));
    return JSON.parse(readFileSync(file, "utf8")) as string[];
  }

  /** Waits for it to hear that nobody wants the text any more. */
  async untilCancelled(): Promise<void> {
    await until("the model to be stopped", () => existsSync(join(this.folder, "cancelled")));
  }
}
