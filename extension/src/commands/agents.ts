// Shows what an agent has to be told so that it can ask the workspace's index.
import { env, l10n, window, workspace } from "vscode";
import { AGENTS, agentSettings, agentWords, forAgent } from "../agents.js";
import { NoServer } from "../faults.js";
import { prepare } from "../prepare.js";
import type { Parts } from "./index.js";

export async function showAgentSettings(parts: Parts): Promise<void> {
  const title = l10n.t("Settings for Agents");
  const folder = await chooseFolder(title);
  if (folder === undefined) {
    return;
  }
  const items = AGENTS.map((agent) => ({ label: agent.name, description: agent.file, agent }));
  const chosen = await window.showQuickPick(items, { title });
  if (chosen === undefined) {
    return;
  }
  const { file, format, name } = chosen.agent;
  const { context, config, log, reports } = parts;
  const launch = await prepare(context, config, log, agentWords(folder));
  const text = agentSettings(format, forAgent(launch, process.platform));
  await reports.show(`${name} ${file.slice(file.lastIndexOf("/") + 1)}`, text);
  const copy = l10n.t("Copy");
  const hint = l10n.t(
    "{0} reads this from {1}. Paths of this machine are in it: do not commit it, and copy it anew when the extension was updated.",
    name,
    file,
  );
  if ((await window.showInformationMessage(hint, copy)) === copy) {
    await env.clipboard.writeText(text);
  }
}

/** @throws NoServer where no folder is on disk */
async function chooseFolder(title: string): Promise<string | undefined> {
  const onDisk = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [first, ...others] = onDisk;
  if (first === undefined) {
    throw new NoServer(l10n.t("Open a folder to search in it."));
  }
  if (others.length === 0) {
    return first.uri.fsPath;
  }
  const items = onDisk.map(({ name, uri }) => ({ label: name, description: uri.fsPath }));
  return (await window.showQuickPick(items, { title }))?.description;
}
