import {
  l10n,
  type TextDocumentShowOptions,
  Position,
  Range,
  Uri,
  window,
  workspace,
} from "vscode";
import { inWorkspace } from "../places.js";
import { ruleSource } from "../rules.js";
import type { Server } from "../server.js";

/** Says why the file is, or is not, indexed, and leads to the rule. */
export async function explainFile(server: Server, uri: Uri | undefined): Promise<void> {
  const file = uri ?? window.activeTextEditor?.document.uri;
  if (file === undefined || inWorkspace(file.toString()) === undefined) {
    void window.showInformationMessage(l10n.t("Open a file of the workspace first."));
    return;
  }
  const why = await server.request("rag/explainPath", { uri: file.toString() });
  const head = why.indexed ? l10n.t("This file is indexed.") : l10n.t("This file is not indexed.");
  const rule = why.rule === undefined ? "" : l10n.t("Rule: {0}", why.rule);
  const where = why.source === undefined ? "" : `(${why.source})`;
  const text = [head, why.reason, rule, where].filter((part) => part !== "").join(" ");
  const open = l10n.t("Open Rule");
  const source = why.source === undefined ? undefined : ruleIn(file, why.source);
  const chosen = await window.showInformationMessage(text, ...(source === undefined ? [] : [open]));
  if (chosen === open && source !== undefined) {
    await window.showTextDocument(source.file, source.options);
  }
}

/** The file of rules, below the workspace folder that the explained file is in. */
function ruleIn(
  file: Uri,
  source: string,
): { readonly file: Uri; readonly options: TextDocumentShowOptions } | undefined {
  const folder = workspace.getWorkspaceFolder(file);
  const place = ruleSource(source);
  if (folder === undefined || place === undefined) {
    return undefined;
  }
  const path =
    place.path.startsWith(`${folder.name}/`) && (workspace.workspaceFolders?.length ?? 0) > 1
      ? place.path.slice(folder.name.length + 1)
      : place.path;
  const start = new Position(place.line - 1, 0);
  return { file: Uri.joinPath(folder.uri, path), options: { selection: new Range(start, start) } };
}
