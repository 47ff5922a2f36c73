// The installed extension as another extension sees it.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Api } from "../../src/api.js";
import { until } from "../wait.js";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export function installed(): vscode.Extension<Api> {
  const extension = vscode.extensions.getExtension<Api>("roocode.roocode-rag");
  assert.ok(extension, "the package is installed");
  return extension;
}

export async function ready(): Promise<Api> {
  const api = await installed().activate();
  await api.whenReady();
  return api;
}

export function contributedCommands(): string[] {
  return (installed().packageJSON as Manifest).contributes.commands.map(({ command }) => command);
}

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return folder.uri;
}

export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), path);
}

/** Waits until a search does, or does not, find the words in the file. */
export async function untilFound(
  api: Api,
  words: string,
  path: string,
  found = true,
): Promise<void> {
  await until(`"${words}" to be ${found ? "found" : "gone"} in ${path}`, async () => {
    const { hits } = await api.search(words);
    return hits.some((hit) => hit.path === path && hit.snippet.includes(words)) === found;
  });
}

/** Sets a setting for one test; undefined takes it away. */
export async function set(
  name: string,
  value: unknown,
  target = vscode.ConfigurationTarget.Workspace,
): Promise<void> {
  await vscode.workspace.getConfiguration("roocode").update(name, value, target);
}
