// Where the extension begins: puts the parts together and starts the server behind the editor's back.
import { type ExtensionContext, l10n, Uri } from "vscode";
import { type Api, makeApi } from "./api.js";
import { tellOfAlert } from "./alerts.js";
import { registerCommands } from "./commands/index.js";
import { offerCode } from "./commands/sealing.js";
import { complain, inWords } from "./complaints.js";
import { Config } from "./config.js";
import { openLog } from "./log.js";
import { registerParticipant } from "./participant.js";
import { prepare } from "./prepare.js";
import { SealingKeys } from "./sealingKeys.js";
import { EndpointKey } from "./secrets.js";
import { Server } from "./server.js";
import { follow, hasFolder } from "./session.js";
import { Results } from "./views/results.js";
import { registerTools } from "./tools.js";
import { StatusBar } from "./views/statusBar.js";

let running: Server | undefined;

export function activate(context: ExtensionContext): Api {
  const began = performance.now();
  const log = openLog();
  const config = new Config(context, log);
  const keys = {
    embedding: new EndpointKey(context.secrets, "embeddingKey"),
    generator: new EndpointKey(context.secrets, "generatorKey"),
  };
  const sealing = new SealingKeys(context.secrets, {
    wanted: () => config.encrypted(),
    made: () => void offerCode(l10n.t("The index is encrypted with a new key.")),
    t: l10n.t,
  });
  const server: Server = new Server({
    config,
    log,
    prepare: (words) => prepare(context, config, log, words),
    options: async () => ({
      ...config.forServer(),
      ...(await keys.embedding.option()),
      ...(await keys.generator.option()),
      ...(await sealing.option()),
      ...(context.storageUri === undefined ? {} : { storageUri: context.storageUri.toString() }),
    }),
    hasFolder,
    inWords,
    complain: (reason) => void complain(reason, server.lastWords),
  });
  running = server;
  const results = new Results(server, config);
  context.subscriptions.push(
    log,
    server,
    results,
    sealing,
    new StatusBar(server),
    server.news.onAlert((alert) => void tellOfAlert(alert)),
    ...follow(server, config, sealing),
    ...registerTools(server, context.extension.packageJSON),
    ...registerParticipant(server, Uri.joinPath(context.extensionUri, "media", "icon.png")),
    ...registerCommands({ context, log, config, server, results, keys, sealing }),
  );
  server.start();
  const took = performance.now() - began;
  log.debug(`activated in ${took.toFixed(0)} ms`);
  return makeApi(server, took);
}

/** The editor waits for it: what is open in the index is closed in order. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}
