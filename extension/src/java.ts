// Finds a Java that can run the server. Nothing of the editor is needed here.
import { execFile } from "node:child_process";
import { access, readdir, readFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

/** The server is compiled for this one. */
export const NEEDED = 25;

const ASK_MILLIS = 10_000;
const MOST_FOLDERS = 64;

export interface Java {
  /** The executable. */
  readonly command: string;
  readonly version: number;
}

/** Why there is none that fits. */
export class NoJava extends Error {
  constructor(
    readonly reason: "none" | "tooOld" | "setting",
    /** What was found instead, or the folder that the setting names. */
    readonly found: readonly { readonly home: string; readonly version: number | undefined }[],
  ) {
    super(`no Java ${NEEDED}: ${reason}`);
    this.name = "NoJava";
  }
}

/** Where to look; all of it comes from outside so that tests can lay out their own machine. */
export interface Places {
  /** A runtime inside the package. */
  readonly bundled: string;
  /** The user's setting; empty when there is none. */
  readonly setting: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders whose subfolders are homes. */
  readonly collections: readonly string[];
  readonly windows: boolean;
}

/** The user's word wins and is never passed over in silence; then the bundled one, then the rest. */
export async function findJava(places: Places): Promise<Java> {
  if (places.setting !== "") {
    return named(places);
  }
  const found: { home: string; version: number | undefined }[] = [];
  for (const home of await homes(places)) {
    const command = executable(home, places.windows);
    const version = (await exists(command)) ? await versionOf(home, command) : undefined;
    if (version !== undefined && version >= NEEDED) {
      return { command, version };
    }
    if (version !== undefined) {
      found.push({ home, version });
    }
  }
  throw new NoJava(found.length > 0 ? "tooOld" : "none", found);
}

async function named({ setting, windows }: Places): Promise<Java> {
  const command = executable(setting, windows);
  const version = (await exists(command)) ? await versionOf(setting, command) : undefined;
  if (version === undefined || version < NEEDED) {
    throw new NoJava("setting", [{ home: setting, version }]);
  }
  return { command, version };
}

async function homes({ bundled, environment, collections, windows }: Places): Promise<string[]> {
  const named = [bundled, environment["JDK_HOME"], environment["JAVA_HOME"]];
  const path = environment["PATH"] ?? environment["Path"] ?? "";
  const onPath = path
    .split(windows ? ";" : delimiter)
    .filter((folder) => folder !== "" && /[\\/]bin[\\/]?$/.test(folder))
    .map((folder) => dirname(resolve(folder)));
  const collected = await Promise.all(collections.map(subfolders));
  const all = [...named, ...onPath, ...collected.flat()];
  return [...new Set(all.filter((home) => home !== undefined && home !== ""))] as string[];
}

/** Newest first, by name; macOS keeps the home deeper. */
async function subfolders(collection: string): Promise<string[]> {
  const names = await readdir(collection).catch(() => []);
  return names
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .slice(0, MOST_FOLDERS)
    .flatMap((name) => [join(collection, name), join(collection, name, "Contents", "Home")]);
}

function executable(home: string, windows: boolean): string {
  return join(home, "bin", windows ? "java.exe" : "java");
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** The release file tells it without starting a Java; few installations lack one. */
async function versionOf(home: string, command: string): Promise<number | undefined> {
  const release = await readFile(join(home, "release"), "utf8").catch(() => "");
  const told = /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1];
  return told === undefined ? askVersion(command) : feature(told);
}

async function askVersion(command: string): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ["--version"], { timeout: ASK_MILLIS });
    return feature(/\s(\d+[\d.]*)/.exec(stdout)?.[1] ?? "");
  } catch {
    return undefined; // it cannot even tell its version: not one that can run the server
  }
}

/** 25 of "25.0.1", 8 of "1.8.0_402". */
export function feature(version: string): number | undefined {
  const number = Number.parseInt(version.replace(/^1\./, ""), 10);
  return Number.isNaN(number) ? undefined : number;
}

/** Where installers of each system put a Java. */
export function usualCollections(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
  user: string,
): string[] {
  const own = [join(user, ".sdkman", "candidates", "java"), join(user, ".jdks")];
  if (platform === "win32") {
    const programs = environment["ProgramFiles"] ?? "C:\\Program Files";
    const vendors = ["Eclipse Adoptium", "Java", "Microsoft", "Zulu", "Amazon Corretto"];
    return [...own, ...vendors.map((vendor) => join(programs, vendor))];
  }
  if (platform === "darwin") {
    return [
      ...own,
      "/Library/Java/JavaVirtualMachines",
      join(user, "Library/Java/JavaVirtualMachines"),
    ];
  }
  return [...own, "/usr/lib/jvm", "/opt", "/usr/java"];
}
