// Tells the user what is wrong, each with a button that leads on.
import { commands, env, l10n, Uri, window } from "vscode";
import { explain, faultOf, NoServer } from "./faults.js";
import { NEEDED, NoJava } from "./java.js";
import { NoJar } from "./prepare.js";

const JAVA_PAGE = `https://adoptium.net/temurin/releases/?version=${NEEDED}`;

interface Complaint {
  readonly text: string;
  /** Label → what it does. */
  readonly actions: Readonly<Record<string, () => unknown>>;
}

export async function complain(reason: unknown, lastWords: readonly string[]): Promise<void> {
  const { text, actions } = complaint(reason, lastWords);
  const chosen = await window.showErrorMessage(text, ...Object.keys(actions));
  if (chosen !== undefined) {
    await actions[chosen]?.();
  }
}

/** The same in one line, for the status. */
export function inWords(reason: unknown, lastWords: readonly string[] = []): string {
  return complaint(reason, lastWords).text;
}

function complaint(reason: unknown, lastWords: readonly string[]): Complaint {
  const log = { [l10n.t("Show Log")]: () => commands.executeCommand("roocode.showLog") };
  const restart = {
    [l10n.t("Restart Server")]: () => commands.executeCommand("roocode.restartServer"),
  };
  if (reason instanceof NoJava) {
    return { text: noJava(reason), actions: { ...javaActions(), ...log } };
  }
  if (reason instanceof NoJar) {
    return {
      text: l10n.t(
        "This installation of RooCode has no server ({0}). Install the extension again.",
        reason.file,
      ),
      actions: log,
    };
  }
  if (reason instanceof NoServer) {
    const last = lastWords.at(-1) ?? "";
    const text = l10n.t("The RooCode server keeps ending ({0}).", reason.message);
    const doctor = { [l10n.t("Run Doctor")]: () => commands.executeCommand("roocode.runDoctor") };
    return {
      text: last === "" ? text : `${text} ${last}`,
      actions: { ...log, ...doctor, ...restart },
    };
  }
  const fault = faultOf(reason);
  // Only the key that sealed the index opens it: the code that was written down brings it back.
  const recover =
    fault?.fault === "denied" && fault.resource.startsWith("key ")
      ? {
          [l10n.t("Enter Recovery Code…")]: () =>
            commands.executeCommand("roocode.enterRecoveryCode"),
        }
      : {};
  return {
    text: l10n.t("RooCode could not start: {0}", explain(reason, l10n.t)),
    actions: { ...recover, ...log, ...restart },
  };
}

function javaActions(): Complaint["actions"] {
  return {
    [l10n.t("Open Setting")]: () =>
      commands.executeCommand("workbench.action.openSettings", "roocode.java.home"),
    [l10n.t("Get Java {0}", NEEDED)]: () => env.openExternal(Uri.parse(JAVA_PAGE)),
  };
}

function noJava({ reason, found }: NoJava): string {
  const [first] = found;
  const seen =
    first === undefined ? "" : l10n.t("Java {0} at {1}", first.version ?? "?", first.home);
  switch (reason) {
    case "setting":
      return first?.version === undefined
        ? l10n.t(
            "The setting roocode.java.home names {0}, where no Java was found. RooCode needs Java {1}.",
            first?.home ?? "",
            NEEDED,
          )
        : l10n.t(
            "The setting roocode.java.home names {0}, but RooCode needs Java {1}.",
            seen,
            NEEDED,
          );
    case "tooOld":
      return l10n.t("RooCode needs Java {0}; only {1} was found.", NEEDED, seen);
    case "none":
      return l10n.t("RooCode needs Java {0}, and no Java was found.", NEEDED);
  }
}
