// Runs a command of the server in a process of its own: it works where the server does not.
import { execFile } from "node:child_process";
import type { Launch } from "./launch.js";

const PATIENCE_MILLIS = 120_000;
const LONGEST_BYTES = 1 << 20;

export interface Ran {
  readonly out: string;
  readonly err: string;
  /** Nothing when it went well. */
  readonly failure?: string;
}

/** @param input what it reads from standard input: the way of secrets, which no command line carries */
export function runTool({ command, args, environment }: Launch, input = ""): Promise<Ran> {
  return new Promise((resolve) => {
    const options = {
      env: { ...process.env, ...environment },
      timeout: PATIENCE_MILLIS,
      maxBuffer: LONGEST_BYTES,
      windowsHide: true,
    };
    const child = execFile(command, args, options, (error, out, err) => {
      resolve(error === null ? { out, err } : { out, err, failure: told(err) ?? error.message });
    });
    child.stdin?.on("error", () => undefined); // it may end without reading
    child.stdin?.end(input);
  });
}

/** The server's own sentence among what the virtual machine says. */
function told(err: string): string | undefined {
  return /^roocode: (.+)$/m.exec(err)?.[1];
}
