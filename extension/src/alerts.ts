// Tells the user of an alert that cannot wait until somebody looks.
import { commands, l10n, window } from "vscode";
import type { MetricsAlert } from "../../protocol/ts/protocol.js";
import { ruleWords } from "./alertWords.js";

/** The lesser ones are in the diagnostics view for who looks there. */
export async function tellOfAlert({ rule, state, incidentLevel }: MetricsAlert): Promise<void> {
  if (state === "closed" || incidentLevel === "P3" || incidentLevel === "P4") {
    return;
  }
  const { title, advice } = ruleWords(rule, l10n.t);
  const show = l10n.t("Show Diagnostics");
  const text = l10n.t("RooCode, {0}: {1}. {2}", incidentLevel, title, advice);
  if ((await window.showWarningMessage(text, show)) === show) {
    await commands.executeCommand("roocode.showDiagnostics");
  }
}
