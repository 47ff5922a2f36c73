// What the server's life depends on.
import type { LogOutputChannel } from "vscode";
import type { Config } from "./config.js";
import type { Launch } from "./launch.js";

export type ServerState = "noFolder" | "starting" | "running" | "waiting" | "failed" | "stopped";

export interface ServerParts {
  readonly config: Config;
  readonly log: LogOutputChannel;
  /** Finds Java and the jar; throws what the user is to be told. */
  readonly prepare: (words: readonly string[]) => Promise<Launch>;
  /** Asked for each time: settings, storageUri, key. */
  readonly options: () => Promise<Readonly<Record<string, unknown>>>;
  readonly hasFolder: () => boolean;
  /** The reason in a sentence. */
  readonly inWords: (reason: unknown) => string;
  /** Tells the user that it cannot be started, or keeps dying. */
  readonly complain: (reason: unknown) => void;
}
