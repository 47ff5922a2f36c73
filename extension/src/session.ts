// What the window tells the server, and what the server's standing means for menus and views.
import { commands, type Disposable, l10n, window, workspace } from "vscode";
import { type Config, ENCRYPTION, PROCESS_SETTINGS, SECTION } from "./config.js";
import { FEATURES, has } from "./requests.js";
import type { SealingKeys } from "./sealingKeys.js";
import type { Server } from "./server.js";
import type { ServerState } from "./serverParts.js";

/** Whether any folder of the window is on disk. */
export function hasFolder(): boolean {
  return workspace.workspaceFolders?.some(({ uri }) => uri.scheme === "file") ?? false;
}

export function follow(server: Server, config: Config, sealing: SealingKeys): Disposable[] {
  return [
    server.onState((state) => {
      setContext(server, state);
      void commands.executeCommand("setContext", `${SECTION}.sealed`, sealing.told);
    }),
    workspace.onDidChangeWorkspaceFolders(() => {
      if (hasFolder()) {
        server.start();
      } else {
        void server.restart(); // finds no folder, and says so
      }
    }),
    workspace.onDidGrantWorkspaceTrust(
      () => void server.client?.announceSettings(config.forServer()),
    ),
    workspace.onDidChangeConfiguration((change) => {
      if (PROCESS_SETTINGS.some((name) => change.affectsConfiguration(name))) {
        void offerRestart(server);
      } else if (change.affectsConfiguration(ENCRYPTION) && config.encrypted() && !sealing.told) {
        void server.restart(); // keys are told at the start only
      } else if (change.affectsConfiguration(SECTION)) {
        void server.client?.announceSettings(config.forServer());
      }
    }),
  ];
}

/** A server that could not start tries again by itself: the setting may have been the mend. */
async function offerRestart(server: Server): Promise<void> {
  if (server.state === "failed") {
    await server.restart();
    return;
  }
  const restart = l10n.t("Restart Server");
  const question = l10n.t("The changed setting counts once the server is started again.");
  if ((await window.showInformationMessage(question, restart)) === restart) {
    await server.restart();
  }
}

const SHOWN: Readonly<Record<ServerState, string>> = {
  running: "ready",
  starting: "starting",
  waiting: "starting",
  failed: "failed",
  stopped: "starting",
  noFolder: "noFolder",
};

function setContext(server: Server, state: ServerState): void {
  const announced = server.client?.features() ?? [];
  const set = (name: string, value: unknown): void =>
    void commands.executeCommand("setContext", `${SECTION}.${name}`, value);
  set("state", SHOWN[state]);
  set("active", state !== "noFolder");
  for (const feature of FEATURES) {
    set(`feature.${feature}`, has(announced, feature));
  }
}
