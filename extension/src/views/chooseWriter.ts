// Who answers: nobody, the model of the settings, or one that the editor offers. Each says where
// passages would go.
import { l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import { harmless } from "../hits.js";
import { models } from "../lm.js";
import { isSame, type Memory, QUOTES, remember, remembered, type Writer } from "../writers.js";

interface Entry extends QuickPickItem {
  readonly writer?: Writer;
}

/** False where the user left without a choice. */
export async function chooseWriter(memory: Memory): Promise<boolean> {
  const now = remembered(memory);
  const entries = await offered();
  const chosen = await window.showQuickPick(
    entries.map((entry) =>
      entry.writer !== undefined && isSame(entry.writer, now)
        ? { ...entry, description: `${entry.description ?? ""} $(check)`.trim() }
        : entry,
    ),
    { title: l10n.t("Who Answers?"), matchOnDetail: true },
  );
  if (chosen?.writer === undefined) {
    return false;
  }
  await remember(memory, chosen.writer);
  return true;
}

async function offered(): Promise<Entry[]> {
  const ofEditor = (await models()).map(({ name, vendor, id }): Entry => ({
    label: `$(chip) ${harmless(name)}`,
    description: harmless(vendor),
    detail: l10n.t("The editor sends it passages of the files that were found."),
    writer: { kind: "editor", vendor, id },
  }));
  return [
    {
      label: `$(quote) ${l10n.t("Passages of your code")}`,
      detail: l10n.t("Quoted as they stand; no model writes, nothing leaves this machine."),
      writer: QUOTES,
    },
    {
      label: `$(server) ${l10n.t("The model of the settings")}`,
      detail: l10n.t(
        "roocode.generator names it. Where it runs on another machine you are asked first.",
      ),
      writer: { kind: "http" },
    },
    { label: l10n.t("Models of the editor"), kind: QuickPickItemKind.Separator },
    ...(ofEditor.length > 0 ? ofEditor : [{ label: l10n.t("The editor offers no model.") }]),
  ];
}

/** In a word or two. A model that is gone is called by its identifier. */
export async function writerName(writer: Writer): Promise<string> {
  switch (writer.kind) {
    case "extractive":
      return l10n.t("Passages of your code");
    case "http":
      return l10n.t("The model of the settings");
    case "editor": {
      const found = (await models()).find(
        ({ vendor, id }) => vendor === writer.vendor && id === writer.id,
      );
      return found?.name ?? writer.id;
    }
  }
}
