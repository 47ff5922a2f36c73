// Backups: made, listed, verified, restored. Shown only where the server can do it.
import { env, l10n, ProgressLocation, type QuickPickItem, window } from "vscode";
import type { BackupSnapshot } from "../../../protocol/ts/protocol.js";
import { moment, size } from "../figures.js";
import type { Server } from "../server.js";

export async function backUpNow(server: Server): Promise<void> {
  const made = await busy(l10n.t("Backing up the index"), () =>
    server.request("backup/create", { kind: "full" }),
  );
  void window.showInformationMessage(l10n.t("Backed up: {0} ({1}).", made.id, size(made.bytes)));
}

export async function restore(server: Server): Promise<void> {
  const kept = await server.request("backup/list", {});
  const snapshots = kept.snapshots.filter(({ kind }) => kind !== "cache"); // caches hold no index
  if (snapshots.length === 0) {
    void window.showInformationMessage(l10n.t("There is no backup yet."));
    return;
  }
  const chosen = await window.showQuickPick([...snapshots].reverse().map(entry), {
    title: l10n.t("Restore From Backup…"),
    placeHolder: l10n.t("The newest is first"),
    matchOnDescription: true,
  });
  if (chosen !== undefined && (await agreed(chosen.snapshot))) {
    await restoreFrom(server, chosen.snapshot);
  }
}

async function agreed(snapshot: BackupSnapshot): Promise<boolean> {
  const yes = l10n.t("Restore");
  const question = l10n.t("Switch to the index of {0}?", moment(snapshot.time, env.language));
  const detail = l10n.t(
    "The backup is checked first and the present index is kept until the next good start. Files that changed since are indexed again.",
  );
  return (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

async function restoreFrom(server: Server, { id }: BackupSnapshot): Promise<void> {
  const restored = await busy(l10n.t("Restoring the index"), () =>
    server.request("backup/restore", { id }),
  );
  const text = l10n.t(
    "Restored {0}: {1} files, {2} chunks.",
    restored.id,
    restored.files,
    restored.chunks,
  );
  void window.showInformationMessage(text);
}

export async function verify(server: Server): Promise<void> {
  const found = await busy(l10n.t("Verifying the index and its backups"), () =>
    server.request("backup/verify", {}),
  );
  const problems = [
    ...found.index.problems.map((problem) => l10n.t("index: {0}", problem)),
    ...found.damaged.map(({ id, problem }) => `${id}: ${problem}`),
  ];
  if (problems.length === 0 && found.index.ok) {
    void window.showInformationMessage(
      l10n.t("The index is sound, and {0} backups are.", found.checked),
    );
    return;
  }
  const [first = ""] = problems;
  void window.showErrorMessage(l10n.t("{0} problems were found. {1}", problems.length, first));
}

function busy<T>(title: string, work: () => Promise<T>): Promise<T> {
  return Promise.resolve(
    window.withProgress({ location: ProgressLocation.Notification, title }, work),
  );
}

function entry(snapshot: BackupSnapshot): QuickPickItem & { readonly snapshot: BackupSnapshot } {
  const verified = snapshot.verified
    ? `$(verified) ${l10n.t("verified")}`
    : `$(warning) ${l10n.t("not verified")}`;
  return {
    label: moment(snapshot.time, env.language),
    description: `${snapshot.kind} · ${size(snapshot.bytes)}`,
    detail: verified,
    snapshot,
  };
}
