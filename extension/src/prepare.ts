// Finds what the server needs, or says what is missing.
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { Config } from "./config.js";
import { findJava, usualCollections } from "./java.js";
import { jarOf, launch, type Launch, runtimeOf } from "./launch.js";

/** The package is not whole. */
export class NoJar extends Error {
  override readonly name = "NoJar";

  constructor(readonly file: string) {
    super(`no server at ${file}`);
  }
}

/** @throws NoJar, NoJava */
export async function prepare(
  context: ExtensionContext,
  config: Config,
  log: LogOutputChannel,
  words: readonly string[],
): Promise<Launch> {
  const folder = context.extensionUri.fsPath;
  const jar = jarOf(folder);
  if (!existsSync(jar)) {
    throw new NoJar(jar);
  }
  const java = await findJava({
    bundled: runtimeOf(folder),
    setting: config.javaHome(),
    environment: process.env,
    collections: usualCollections(process.platform, process.env, homedir()),
    windows: process.platform === "win32",
  });
  log.info(`Java ${java.version}: ${java.command}`);
  return launch(java.command, jar, config.launch(), words);
}
