import { l10n, window } from "vscode";
import type { Found } from "../commands/search.js";
import { type Filters, parseGlobs } from "../filters.js";

/** Of those that the present results are in, and those chosen already. */
export async function chooseLanguages(
  filters: Filters,
  found: Found | undefined,
): Promise<Filters | undefined> {
  const seen = found?.result.hits.map((hit) => hit.language) ?? [];
  const all = [...new Set([...filters.languages, ...seen])].sort();
  const chosen = await window.showQuickPick(
    all.map((label) => ({ label, picked: filters.languages.includes(label) })),
    { canPickMany: true, title: l10n.t("Only these languages") },
  );
  return chosen && { ...filters, languages: chosen.map(({ label }) => label) };
}

export async function choosePaths(filters: Filters): Promise<Filters | undefined> {
  const text = await window.showInputBox({
    title: l10n.t("Only files that match"),
    prompt: l10n.t("Patterns separated by commas, such as src/**/*.ts; empty means all."),
    value: filters.pathGlobs.join(", "),
  });
  return text === undefined ? undefined : { ...filters, pathGlobs: parseGlobs(text) };
}

export async function chooseTests(filters: Filters): Promise<Filters | undefined> {
  const choices = [
    { label: l10n.t("As the question asks"), tests: undefined },
    { label: l10n.t("Without tests"), tests: false },
    { label: l10n.t("Tests like other code"), tests: true },
  ];
  const chosen = await window.showQuickPick(choices, { title: l10n.t("Tests") });
  return chosen && { ...filters, tests: chosen.tests };
}
