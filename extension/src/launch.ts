// The command line of the server. Nothing of the editor is needed here.
import { join } from "node:path";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface LaunchSettings {
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
];

/** Standard output carries messages only: the virtual machine itself must write elsewhere. */
const QUIET = ["-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr"];

export function launch(
  command: string,
  jar: string,
  settings: LaunchSettings,
  words: readonly string[],
): Launch {
  return {
    command,
    args: [
      "--add-modules",
      "jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      ...LEAN,
      `-Xmx${settings.maxHeapMegabytes}m`,
      "-Dfile.encoding=UTF-8",
      ...QUIET,
      ...settings.javaOptions,
      "-jar",
      jar,
      ...words,
    ],
    environment: { ORT_DISABLE_TELEMETRY: "1", OPT_OUT_TRACKING: "true" },
  };
}
