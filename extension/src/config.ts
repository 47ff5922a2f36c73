// The settings: those of the extension with their types, those of the server as they stand.
import { type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import type { LaunchSettings } from "./launch.js";
import { flag, type Plain, plain, text, texts, whole } from "./values.js";

export const SECTION = "roocode";

export const ENCRYPTION = `${SECTION}.encryption.enabled`;

/** Changing one of these needs another process. */
export const PROCESS_SETTINGS = ["java.home", "java.maxHeapMegabytes", "java.options"].map(
  (name) => `${SECTION}.${name}`,
);

interface Contributed {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
  };
}

export class Config {
  readonly #log: LogOutputChannel;
  /** Full name → whether only the user's own settings count. */
  readonly #serverSettings: ReadonlyMap<string, boolean>;

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#log = log;
    const { contributes } = context.extension.packageJSON as Contributed;
    const generated = contributes.configuration[1]?.properties ?? {};
    this.#serverSettings = new Map(
      Object.entries(generated).map(([name, { scope }]) => [name, scope === "machine"]),
    );
  }

  javaHome(): string {
    return text("java.home", this.#own("java.home"), "", this.#report);
  }

  launch(): LaunchSettings {
    const heap = { fallback: 0, least: 0, most: 32_768 };
    const name = "java.maxHeapMegabytes";
    return {
      maxHeapMegabytes: whole(name, this.#own(name), heap, this.#report),
      javaOptions: texts("java.options", this.#own("java.options"), [], this.#report),
    };
  }

  searchLimit(): number {
    const bounds = { fallback: 30, least: 1, most: 200 };
    return whole("search.limit", this.#get("search.limit"), bounds, this.#report);
  }

  workspaceSymbols(): boolean {
    return flag("workspaceSymbols", this.#get("workspaceSymbols"), true, this.#report);
  }

  /** Whether the index is to be encrypted, as far as the editor says so. */
  encrypted(): boolean {
    return flag("encryption.enabled", this.#own("encryption.enabled"), false, this.#report);
  }

  /** Only what somebody has set: the server has its own defaults, profiles and `.env`. */
  forServer(): Record<string, Plain> {
    const all = workspace.getConfiguration();
    const chosen: Record<string, Plain> = {};
    for (const [name, machine] of this.#serverSettings) {
      const where = all.inspect(name);
      const value = (machine ? undefined : where?.workspaceValue) ?? where?.globalValue;
      if (value === undefined || value === null) {
        continue;
      }
      const sent = plain(value);
      if (sent === undefined) {
        this.#report(name, value);
      } else {
        chosen[name.slice(SECTION.length + 1)] = sent;
      }
    }
    return chosen;
  }

  #get(name: string): unknown {
    return workspace.getConfiguration(SECTION).get<unknown>(name);
  }

  /** Of the user or the machine, whatever a workspace says. */
  #own(name: string): unknown {
    return workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
  }

  readonly #report = (key: string, value: unknown): void => {
    this.#log.warn(`The setting ${key} has a value that does not fit (${typeof value}); not used.`);
  };
}
