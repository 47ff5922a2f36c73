import { type CancellationToken, env, l10n, ProgressLocation, window, workspace } from "vscode";
import type { RagReindexMode, RagReindexResult } from "../../../protocol/ts/protocol.js";
import { count } from "../figures.js";
import type { Server } from "../server.js";

/** @param wanted the mode, where a caller names it */
export async function reindex(server: Server, wanted: unknown): Promise<void> {
  const mode = wanted === "changed" || wanted === "full" ? wanted : await chooseMode();
  if (mode === undefined) {
    return;
  }
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("RooCode is indexing"),
    cancellable: true,
  };
  const result = await window.withProgress(options, (progress, token) =>
    run(server, mode, token, (increment, message) => {
      progress.report({ increment, message });
    }),
  );
  await tell(result);
}

async function chooseMode(): Promise<RagReindexMode | undefined> {
  const changed = {
    label: l10n.t("Changed files"),
    detail: l10n.t("Looks at every file and indexes what differs."),
    mode: "changed" as const,
  };
  const full = {
    label: l10n.t("Everything"),
    detail: l10n.t("Reads and cuts every file again; vectors of equal text are kept."),
    mode: "full" as const,
  };
  const chosen = await window.showQuickPick([changed, full], { title: l10n.t("Re-index") });
  return chosen?.mode;
}

async function run(
  server: Server,
  mode: RagReindexMode,
  token: CancellationToken,
  report: (increment: number, message: string) => void,
): Promise<RagReindexResult> {
  const client = await server.ready();
  let reached = 0;
  const listening = client.hearWork(({ percentage = reached, message = "" }) => {
    report(percentage - reached, message);
    reached = percentage;
  });
  try {
    return await client.request("rag/reindex", { mode, workDoneToken: listening.token }, token);
  } finally {
    listening.dispose();
  }
}

async function tell(result: RagReindexResult): Promise<void> {
  const { language } = env;
  const text = l10n.t(
    "{0} files seen, {1} changed, {2} removed; {3} vectors computed in {4} s.",
    count(result.filesSeen, language),
    count(result.filesChanged, language),
    count(result.filesRemoved, language),
    count(result.embedded, language),
    (result.tookMillis / 1000).toFixed(1),
  );
  const left = l10n.t("Show Left-Out Files");
  const chosen = await window.showInformationMessage(
    text,
    ...(result.skippedTotal > 0 ? [left] : []),
  );
  if (chosen === left) {
    await showLeftOut(result);
  }
}

async function showLeftOut({ skipped, skippedTotal }: RagReindexResult): Promise<void> {
  const head = l10n.t("{0} files are left out, by rule:", skippedTotal);
  const lines = skipped.map(({ path, rule }) => `${rule}\t${path}`);
  const content = [head, "", ...lines, ...(skipped.length < skippedTotal ? ["…"] : [])].join("\n");
  const document = await workspace.openTextDocument({ language: "plaintext", content });
  await window.showTextDocument(document);
}
