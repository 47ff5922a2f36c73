// Every command by its name. A failure becomes a sentence, never a stack trace.
import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
  Uri,
  window,
} from "vscode";
import type { Config } from "../config.js";
import { explain, incidentOf, isCancelled, NoServer } from "../faults.js";
import type { SealingKeys } from "../sealingKeys.js";
import type { EndpointKey } from "../secrets.js";
import type { Server } from "../server.js";
import { chooseWriter } from "../views/chooseWriter.js";
import { Diagnostics } from "../views/diagnostics.js";
import { Reports } from "../views/reports.js";
import type { Results } from "../views/results.js";
import { showAgentSettings } from "./agents.js";
import { Asking } from "./ask.js";
import { backUpNow, restore, verify } from "./backup.js";
import { configDiff, configHistory, configRollback } from "./configuration.js";
import { runDoctor } from "./doctor.js";
import { explainFile } from "./explain.js";
import { clearKey, setKey } from "./key.js";
import { reindex } from "./reindex.js";
import { enterRecoveryCode, rotateKey, showRecoveryCode } from "./sealing.js";
import { SearchPick } from "./search.js";
import { selectedText } from "./selection.js";
import { showStatus } from "./status.js";

export interface Parts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly config: Config;
  readonly server: Server;
  readonly results: Results;
  readonly keys: Readonly<Record<"embedding" | "generator", EndpointKey>>;
  readonly sealing: SealingKeys;
  readonly reports: Reports;
}

type Handler = (argument: unknown) => unknown;

export function registerCommands(given: Omit<Parts, "reports">): Pick<Disposable, "dispose">[] {
  const reports = new Reports();
  const parts = { ...given, reports };
  const asking = new Asking(parts.context, parts.server);
  const diagnostics = new Diagnostics(parts.context.extensionUri, parts.server);
  const registered = Object.entries(handlers(parts, asking, diagnostics)).map(([name, handler]) =>
    commands.registerCommand(`roocode.${name}`, (argument: unknown) =>
      guarded(parts, handler, argument),
    ),
  );
  return [...registered, asking, diagnostics, reports];
}

function handlers(parts: Parts, asking: Asking, diagnostics: Diagnostics): Record<string, Handler> {
  const { config, keys, log, reports, results, server } = parts;
  const search = (query?: string): void => {
    requireFolder(server);
    new SearchPick({
      server,
      limit: () => config.searchLimit(),
      keep: (found, reveal) => void results.keep(found, reveal),
    }).open(query);
  };
  return {
    search: (argument) => {
      search(typeof argument === "string" ? argument : undefined);
    },
    searchSelection: () => {
      search(selectedText());
    },
    ask: (argument) => asking.ask(typeof argument === "string" ? argument : undefined),
    chooseWriter: () => chooseWriter(parts.context.workspaceState),
    reindex: (argument) => reindex(server, argument),
    showStatus: () => showStatus(server),
    explainFile: (argument) => explainFile(server, argument instanceof Uri ? argument : undefined),
    backupNow: () => backUpNow(server),
    restore: () => restore(server),
    verify: () => verify(server),
    showDiagnostics: (argument) => {
      diagnostics.show(typeof argument === "string" ? argument : undefined);
    },
    showLog: () => {
      log.show();
    },
    openSettings: () =>
      commands.executeCommand("workbench.action.openSettings", "@ext:roocode.roocode-rag"),
    restartServer: () => server.restart(),
    runDoctor: () => runDoctor(parts),
    showAgentSettings: () => showAgentSettings(parts),
    setEmbeddingKey: () => setKey(keys.embedding, server, l10n.t("Key of the embedding endpoint")),
    clearEmbeddingKey: () => clearKey(keys.embedding, server),
    setGeneratorKey: () => setKey(keys.generator, server, l10n.t("Key of the answering model")),
    clearGeneratorKey: () => clearKey(keys.generator, server),
    showRecoveryCode: () => showRecoveryCode(parts),
    enterRecoveryCode: () => enterRecoveryCode(parts),
    rotateKey: () => rotateKey(parts),
    configHistory: () => configHistory(server, reports),
    configDiff: () => configDiff(server, reports),
    configRollback: () => configRollback(server),
  };
}

/** @throws NoServer with a sentence */
function requireFolder(server: Server): void {
  if (server.state === "noFolder") {
    throw new NoServer(l10n.t("Open a folder to search in it."));
  }
}

async function guarded({ log, server }: Parts, handler: Handler, argument: unknown): Promise<void> {
  try {
    await handler(argument);
  } catch (error) {
    if (isCancelled(error)) {
      return;
    }
    if (server.state === "noFolder") {
      await offerFolder();
      return;
    }
    await tell(error, log);
  }
}

/** What has a number in the server's log can be looked up there. */
async function tell(error: unknown, log: LogOutputChannel): Promise<void> {
  const text = explain(error, l10n.t);
  log.warn(text);
  const incident = incidentOf(error);
  const showLog = l10n.t("Show Log");
  const diagnose = l10n.t("Show Diagnostics");
  const actions = incident === undefined ? [showLog] : [diagnose, showLog];
  const chosen = await window.showErrorMessage(text, ...actions);
  if (chosen === showLog) {
    log.show();
  } else if (chosen === diagnose) {
    await commands.executeCommand("roocode.showDiagnostics", incident);
  }
}

async function offerFolder(): Promise<void> {
  const open = l10n.t("Open Folder");
  const text = l10n.t("Open a folder to search in it.");
  if ((await window.showInformationMessage(text, open)) === open) {
    await commands.executeCommand("workbench.action.files.openFolder");
  }
}
