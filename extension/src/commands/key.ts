// The key of an embedding endpoint goes into the editor's secret storage and nowhere else.
import { l10n, window } from "vscode";
import type { EmbeddingKey } from "../secrets.js";
import type { Server } from "../server.js";

export async function setEmbeddingKey(key: EmbeddingKey, server: Server): Promise<void> {
  const given = await window.showInputBox({
    title: l10n.t("Key of the embedding endpoint"),
    prompt: l10n.t("Kept in the editor's secret storage; empty changes nothing."),
    password: true,
    ignoreFocusOut: true,
  });
  if (given !== undefined && given.trim() !== "") {
    await key.set(given.trim());
    await server.restart();
  }
}

export async function clearEmbeddingKey(key: EmbeddingKey, server: Server): Promise<void> {
  await key.clear();
  await server.restart();
  void window.showInformationMessage(l10n.t("The key is forgotten."));
}
