import { window } from "vscode";

/** The server refuses longer queries. */
const LONGEST = 1_000;

/** What is selected, or the word under the cursor. */
export function selectedText(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    return undefined;
  }
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  return range && document.getText(range).replace(/\s+/g, " ").trim().slice(0, LONGEST);
}
