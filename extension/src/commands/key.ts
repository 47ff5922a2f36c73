// The key of an endpoint goes into the editor's secret storage and nowhere else.
import { l10n, window } from "vscode";
import type { EndpointKey } from "../secrets.js";
import type { Server } from "../server.js";

/** @param title whose key it is */
export async function setKey(key: EndpointKey, server: Server, title: string): Promise<void> {
  const given = await window.showInputBox({
    title,
    prompt: l10n.t("Kept in the editor's secret storage; empty changes nothing."),
    password: true,
    ignoreFocusOut: true,
  });
  if (given !== undefined && given.trim() !== "") {
    await key.set(given.trim());
    await server.restart();
  }
}

export async function clearKey(key: EndpointKey, server: Server): Promise<void> {
  await key.clear();
  await server.restart();
  void window.showInformationMessage(l10n.t("The key is forgotten."));
}
