// The versions of the server's settings: which there are, what differs, and the way back to one.
import { env, l10n, type QuickPickItem, window } from "vscode";
import type { ConfigDiffDifference, ConfigHistoryVersion } from "../../../protocol/ts/protocol.js";
import { moment } from "../figures.js";
import { has } from "../requests.js";
import type { Server } from "../server.js";
import type { Reports } from "../views/reports.js";

/** Before the first one there were the defaults. */
const DEFAULTS = 0;

const MOST_LINES = 12;

export async function configHistory(server: Server, reports: Reports): Promise<void> {
  const versions = await history(server);
  const chosen = await choose(versions, l10n.t("Configuration Versions"));
  if (chosen === undefined) {
    return;
  }
  const { version } = chosen;
  const [newest] = versions;
  const before = versions[versions.indexOf(chosen) + 1]?.version ?? DEFAULTS;
  const { compares, rollsBack } = abilities(server);
  const ways: (QuickPickItem & { readonly go: () => Promise<void> })[] = [];
  if (compares) {
    const go = (): Promise<void> => compare(server, reports, before, version);
    ways.push({ label: `$(diff) ${l10n.t("What changed with it")}`, go });
  }
  if (newest !== undefined && newest !== chosen) {
    if (compares) {
      const go = (): Promise<void> => compare(server, reports, version, newest.version);
      ways.push({ label: `$(diff) ${l10n.t("What differs from now")}`, go });
    }
    if (rollsBack) {
      const go = (): Promise<void> => rollBackTo(server, newest.version, version);
      ways.push({ label: `$(discard) ${l10n.t("Put its values back…")}`, go });
    }
  }
  await (await window.showQuickPick(ways, { title: name(version) }))?.go();
}

function abilities(server: Server): { readonly compares: boolean; readonly rollsBack: boolean } {
  const features = server.client?.features() ?? [];
  return { compares: has(features, "configDiff"), rollsBack: has(features, "configRollback") };
}

export async function configDiff(server: Server, reports: Reports): Promise<void> {
  const versions = await history(server);
  const later = await choose(versions, l10n.t("Compare Configuration Versions: the later one"));
  if (later === undefined) {
    return;
  }
  const older = versions.slice(versions.indexOf(later) + 1);
  const earlier =
    older.length === 0
      ? DEFAULTS
      : (await choose(older, l10n.t("Compare Configuration Versions: the earlier one")))?.version;
  if (earlier !== undefined) {
    await compare(server, reports, earlier, later.version);
  }
}

export async function configRollback(server: Server): Promise<void> {
  const [newest, ...older] = await history(server);
  if (newest === undefined || older.length === 0) {
    void window.showInformationMessage(l10n.t("There is no earlier version of the configuration."));
    return;
  }
  const chosen = await choose(older, l10n.t("Roll Back Configuration"));
  if (chosen !== undefined) {
    await rollBackTo(server, newest.version, chosen.version);
  }
}

async function history(server: Server): Promise<readonly ConfigHistoryVersion[]> {
  return (await server.request("config/history", {})).versions;
}

async function choose(
  versions: readonly ConfigHistoryVersion[],
  title: string,
): Promise<ConfigHistoryVersion | undefined> {
  const entries = versions.map((version) => ({
    label: name(version.version),
    description: `${moment(version.time, env.language)} · ${version.reason}`,
    detail: version.changed.join(", "),
    version,
  }));
  const options = { title, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(entries, options))?.version;
}

function name(version: number): string {
  return version === DEFAULTS ? l10n.t("defaults") : l10n.t("version {0}", version);
}

async function compare(server: Server, reports: Reports, from: number, to: number): Promise<void> {
  const { differences } = await server.request("config/diff", { from, to });
  if (differences.length === 0) {
    void window.showInformationMessage(l10n.t("Nothing differs."));
    return;
  }
  const lines = (value: (difference: ConfigDiffDifference) => string): string =>
    differences.map((one) => `${one.name} = ${value(one)}\n`).join("");
  await reports.compare(
    l10n.t("Configuration: {0} ↔ {1}", name(from), name(to)),
    [`${name(from)}.txt`, lines(({ before }) => before)],
    [`${name(to)}.txt`, lines(({ after }) => after)],
  );
}

async function rollBackTo(server: Server, now: number, version: number): Promise<void> {
  const changes = await whatChanges(server, now, version);
  if (changes?.length === 0) {
    void window.showInformationMessage(l10n.t("These values are in force already."));
    return;
  }
  const yes = l10n.t("Roll Back");
  const question = l10n.t("Put the values of version {0} back?", version);
  const note = l10n.t(
    "Each counts until its setting is changed again. Keys and other secrets stay as they are.",
  );
  const detail = [...(changes ?? []), "", note].join("\n");
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) {
    return;
  }
  const made = await server.request("config/rollback", { version });
  void window.showInformationMessage(
    l10n.t("The values of version {0} are in force as version {1}.", version, made.version),
  );
}

/** In lines; nothing where the server cannot tell. */
async function whatChanges(
  server: Server,
  from: number,
  to: number,
): Promise<readonly string[] | undefined> {
  if (!abilities(server).compares) {
    return undefined;
  }
  const { differences } = await server.request("config/diff", { from, to });
  const lines = differences.map((one) => `${one.name}: ${one.before} → ${one.after}`);
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "…"] : lines;
}
