// How the server stands, in a word.
import { l10n } from "vscode";
import type { RagStatusResult } from "../../protocol/ts/protocol.js";
import type { Server } from "./server.js";

export function stateWord({ state, status, failure }: Server): string {
  switch (state) {
    case "running":
      return status === undefined ? l10n.t("Starting") : indexWord(status);
    case "starting":
      return l10n.t("Starting");
    case "waiting":
      return l10n.t("The server ended and is started again.");
    case "failed":
      return failure === "" ? l10n.t("The server does not run") : failure;
    case "noFolder":
      return l10n.t("Open a folder to search in it.");
    case "stopped":
      return l10n.t("RooCode is stopped.");
  }
}

export function indexWord({ state }: RagStatusResult): string {
  const words = {
    starting: l10n.t("Starting"),
    indexing: l10n.t("Indexing"),
    ready: l10n.t("Ready"),
    degraded: l10n.t("Works, but not whole"),
    readOnly: l10n.t("Read only: another window writes this index"),
  };
  return words[state];
}
