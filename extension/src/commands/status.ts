// The menu behind the status bar item.
import { commands, env, l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { RagStatusResult } from "../../../protocol/ts/protocol.js";
import { count, moment, pauseNote, percentage, size } from "../figures.js";
import { has } from "../requests.js";
import type { Server } from "../server.js";
import { indexWord } from "../standing.js";

interface Entry extends QuickPickItem {
  readonly command?: string;
}

export async function showStatus(server: Server): Promise<void> {
  const entries = [...standing(server), separator(l10n.t("Actions")), ...actions(server)];
  const chosen = await window.showQuickPick(entries, { title: l10n.t("RooCode status") });
  if (chosen?.command !== undefined) {
    await commands.executeCommand(chosen.command);
  }
}

function standing({ state, status, failure }: Server): Entry[] {
  switch (state) {
    case "running":
      return status === undefined ? [{ label: l10n.t("RooCode is starting…") }] : details(status);
    case "starting":
      return [{ label: l10n.t("RooCode is starting…") }];
    case "waiting":
      return [{ label: l10n.t("The server ended and is started again.") }];
    case "failed":
      return [{ label: `$(error) ${l10n.t("The server does not run")}`, detail: failure }];
    case "noFolder":
      return [
        {
          label: l10n.t("Open a folder to search in it."),
          command: "workbench.action.files.openFolder",
        },
      ];
    case "stopped":
      return [{ label: l10n.t("RooCode is stopped.") }];
  }
}

function details(status: RagStatusResult): Entry[] {
  const { language } = env;
  const number = (value: number): string => count(value, language);
  const { coverage } = status;
  const lines: Entry[] = [
    {
      label: `$(info) ${indexWord(status)}`,
      description: l10n.t("generation {0}", number(status.generation)),
    },
    {
      label: `$(files) ${l10n.t("{0} of {1} files", number(coverage.filesIndexed), number(coverage.filesTotal))}`,
      description: l10n.t(
        "{0} of {1} chunks with a vector ({2} %)",
        number(coverage.vectors),
        number(coverage.chunks),
        percentage(coverage),
      ),
    },
    {
      label: `$(list-ordered) ${l10n.t("{0} chunks wait for their vector", number(status.queue))}`,
      description: status.modelId,
    },
    { label: `$(database) ${l10n.t("{0} on disk", size(status.storeBytes))}` },
    {
      label: `$(archive) ${l10n.t("Last backup: {0}", status.lastBackup === undefined ? l10n.t("none") : moment(status.lastBackup, language))}`,
    },
  ];
  const pause = pauseNote(status, l10n.t);
  if (pause !== undefined) {
    lines.push({ label: `$(debug-pause) ${pause}` });
  }
  if (status.lastError !== undefined) {
    lines.push({
      label: `$(warning) ${l10n.t("Last problem")}`,
      detail: status.lastError,
      command: "roocode.showLog",
    });
  }
  return lines;
}

function separator(label: string): Entry {
  return { label, kind: QuickPickItemKind.Separator };
}

function actions(server: Server): Entry[] {
  const features = server.client?.features() ?? [];
  const all: (Entry | undefined)[] = [
    { label: `$(search) ${l10n.t("Search Workspace")}`, command: "roocode.search" },
    { label: `$(comment-discussion) ${l10n.t("Ask Workspace")}`, command: "roocode.ask" },
    { label: `$(sync) ${l10n.t("Re-index")}`, command: "roocode.reindex" },
    has(features, "backup")
      ? { label: `$(archive) ${l10n.t("Back Up Now")}`, command: "roocode.backupNow" }
      : undefined,
    has(features, "restore")
      ? { label: `$(history) ${l10n.t("Restore From Backup…")}`, command: "roocode.restore" }
      : undefined,
    has(features, "verify")
      ? { label: `$(verified) ${l10n.t("Verify Index and Backups")}`, command: "roocode.verify" }
      : undefined,
    has(features, "configHistory")
      ? {
          label: `$(versions) ${l10n.t("Configuration Versions")}`,
          command: "roocode.configHistory",
        }
      : undefined,
    { label: `$(graph-line) ${l10n.t("Show Diagnostics")}`, command: "roocode.showDiagnostics" },
    { label: `$(pulse) ${l10n.t("Run Doctor")}`, command: "roocode.runDoctor" },
    { label: `$(output) ${l10n.t("Show Log")}`, command: "roocode.showLog" },
    { label: `$(gear) ${l10n.t("Open Settings")}`, command: "roocode.openSettings" },
    { label: `$(debug-restart) ${l10n.t("Restart Server")}`, command: "roocode.restartServer" },
  ];
  return all.filter((entry) => entry !== undefined);
}
