// Runs the server's own examination in a process of its own: it works where the server does not.
import { l10n, ProgressLocation, window, workspace } from "vscode";
import { prepare } from "../prepare.js";
import { runTool } from "../tool.js";
import type { Parts } from "./index.js";

export async function runDoctor(parts: Parts): Promise<void> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("The doctor examines"),
  };
  const report = await window.withProgress(options, () => examine(parts));
  await parts.reports.show("RooCode doctor.txt", report);
}

async function examine({ context, config, log, sealing }: Parts): Promise<string> {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;
  const words = [
    "doctor",
    "--keys-from-input",
    ...(folder === undefined ? [] : ["--workspace", folder]),
    ...(context.storageUri === undefined ? [] : ["--data", context.storageUri.fsPath]),
  ];
  const ring = await sealing.ring().catch(() => undefined); // told when the server starts
  const keys = (ring?.keys ?? []).map((key) => `${key}\n`).join("");
  const {
    out,
    err,
    failure = "",
  } = await runTool(await prepare(context, config, log, words), keys);
  // A finding is an exit code too: only where nothing was printed the failure itself counts.
  return out.trim() === "" ? [failure, err].join("\n") : out;
}
