// The keys of an encrypted index: the code to write down, a new key, the way back with a code.
import { commands, env, l10n, window } from "vscode";
import { prepare } from "../prepare.js";
import { isKey } from "../sealing.js";
import { runTool } from "../tool.js";
import type { Parts } from "./index.js";

/** Once: the user says that it is written down, and then it is not shown again. */
export async function showRecoveryCode(parts: Parts): Promise<void> {
  const ring = await parts.sealing.ring();
  const [key] = ring?.keys ?? [];
  if (key === undefined) {
    await offerEncryption();
    return;
  }
  if (ring?.codeShown === true) {
    const renew = l10n.t("Renew Key…");
    const text = l10n.t("The recovery code was written down before. A new key has a new code.");
    if ((await window.showInformationMessage(text, renew)) === renew) {
      await rotateKey(parts);
    }
    return;
  }
  await showCode(parts, key, await keyTool(parts, "encode", key));
}

async function showCode(parts: Parts, key: string, code: string): Promise<void> {
  const copy = l10n.t("Copy");
  const done = l10n.t("It Is Written Down");
  const detail = l10n.t(
    "{0}\n\nIt opens the index and its backups where the editor's secret storage is lost. Keep it in a safe place; it is shown only once.",
    code,
  );
  const title = l10n.t("Recovery code of the encryption key");
  const chosen = await window.showInformationMessage(title, { modal: true, detail }, done, copy);
  if (chosen === copy) {
    await env.clipboard.writeText(code);
  }
  if (chosen !== undefined) {
    await parts.sealing.codeShown(key);
  }
}

async function offerEncryption(): Promise<void> {
  const open = l10n.t("Open Setting");
  const text = l10n.t("The index is not encrypted, so there is no key yet.");
  if ((await window.showInformationMessage(text, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "roocode.encryption.enabled");
  }
}

/** The server seals the index anew when it starts with another active key. */
export async function rotateKey(parts: Parts): Promise<void> {
  const yes = l10n.t("Renew Key");
  const detail = l10n.t(
    "The server starts again and encrypts the index with a new key. Older keys stay for older backups. The recovery code is another one then.",
  );
  const question = l10n.t("Renew the encryption key?");
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) {
    return;
  }
  if (!(await parts.sealing.rotate())) {
    throw new Error(l10n.t("There are as many encryption keys as can be kept."));
  }
  await parts.server.restart();
  await offerCode(l10n.t("The encryption key is a new one."));
}

/** Said once there is a key that nobody has written down yet. */
export async function offerCode(head: string): Promise<void> {
  const show = l10n.t("Show Recovery Code");
  const text = l10n.t(
    "{0} Write its recovery code down: without the code nobody can open the index and its backups once the editor's secret storage is lost.",
    head,
  );
  if ((await window.showInformationMessage(text, show)) === show) {
    await commands.executeCommand("roocode.showRecoveryCode");
  }
}

export async function enterRecoveryCode(parts: Parts): Promise<void> {
  const typed = await window.showInputBox({
    title: l10n.t("Recovery code of an encryption key"),
    prompt: l10n.t("11 groups of 5 characters, or the key itself in base 64."),
    password: true,
    ignoreFocusOut: true,
  });
  const text = typed?.trim() ?? "";
  if (text === "") {
    return;
  }
  const key = isKey(text) ? text : await keyTool(parts, "decode", text);
  const added = await parts.sealing.add(key);
  if (added || parts.server.state === "failed") {
    await parts.server.restart();
  }
  void window.showInformationMessage(
    added
      ? l10n.t("The encryption key is kept.")
      : l10n.t("This encryption key was there already."),
  );
}

/** @throws Error with the server's sentence, which never repeats what was typed */
async function keyTool(parts: Parts, word: "encode" | "decode", input: string): Promise<string> {
  const { context, config, log } = parts;
  const launched = await prepare(context, config, log, ["key", word]);
  const { out, failure } = await runTool(launched, `${input}\n`);
  if (failure !== undefined) {
    throw new Error(failure);
  }
  return out.trim();
}
