import { window, type LogOutputChannel } from "vscode";

/** Names files, settings and faults; never what was searched for or found. */
export function openLog(): LogOutputChannel {
  return window.createOutputChannel("RooCode", { log: true });
}
