// The command line of the server. Nothing of the editor is needed here.
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface LaunchSettings {
  /** 0 for what suits the machine. */
  readonly maxHeapMegabytes: number;
  /** The user's own options for Java; they win. */
  readonly javaOptions: readonly string[];
}

/** Where the package keeps the server. */
export function jarOf(extensionFolder: string): string {
  return join(extensionFolder, "server", "roocode-server.jar");
}

export function runtimeOf(extensionFolder: string): string {
  return join(extensionFolder, "runtime");
}

/** Small when idle. Inlining less than usual saves a tenth of a cold start and costs searches nothing. */
const LEAN = [
  "-XX:+UseSerialGC",
  "-Xms64m",
  "-Xmn40m",
  "-XX:-ShrinkHeapInSteps",
  "-XX:MinHeapFreeRatio=5",
  "-XX:MaxHeapFreeRatio=15",
  "-XX:FreqInlineSize=120",
  "-XX:InlineSmallCode=1200",
  "-XX:MaxInlineLevel=8",
  // Without it a thread of low priority is as important as any on Linux and macOS; the second hides a warning of the first.
  "-XX:ThreadPriorityPolicy=1",
  "-XX:-PrintWarnings",
];

const LEAST_HEAP = 256;

/** The heap of the server's profile for such a machine: as in `dev.roocode.config.Profile`. */
export function heapMegabytes(processors: number, memoryBytes: number): number {
  const gibibytes = memoryBytes / 2 ** 30;
  if (processors >= 8 && gibibytes >= 14) {
    return 3072;
  }
  return processors >= 4 && gibibytes >= 7 ? 1536 : 768;
}

/** What a container may use at most counts, where it is known. */
function heapHere(): number {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(totalmem(), constrained) : totalmem();
  return heapMegabytes(availableParallelism(), memory);
}

/** Standard output carries messages only: the virtual machine itself must write elsewhere. */
const QUIET = ["-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr"];

/** On Linux Java opens names beyond ASCII only in a locale of UTF-8; containers often have none. */
export function locale(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const named = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== "");
  return platform !== "linux" || /utf-?8/i.test(named ?? "") ? {} : { LC_ALL: "C.UTF-8" };
}

export function launch(
  command: string,
  jar: string,
  settings: LaunchSettings,
  words: readonly string[],
): Launch {
  const wanted = settings.maxHeapMegabytes;
  const heap = wanted > 0 ? Math.max(LEAST_HEAP, wanted) : heapHere();
  return {
    command,
    args: [
      "--add-modules",
      "jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      ...LEAN,
      `-Xmx${heap}m`,
      "-Dfile.encoding=UTF-8",
      ...QUIET,
      ...settings.javaOptions,
      "-jar",
      jar,
      ...words,
    ],
    environment: {
      ORT_DISABLE_TELEMETRY: "1",
      OPT_OUT_TRACKING: "true",
      ...locale(process.platform, process.env),
    },
  };
}
