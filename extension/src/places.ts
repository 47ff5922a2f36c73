// Opens what was found. A place is opened only where the window has a folder around it.
import {
  Position,
  Range,
  Selection,
  type TextDocumentShowOptions,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from "vscode";
import type * as wire from "../../protocol/ts/protocol.js";

/** The file, if it is one of the workspace. */
export function inWorkspace(uri: string): Uri | undefined {
  const file = Uri.parse(uri);
  return file.scheme === "file" && workspace.getWorkspaceFolder(file) ? file : undefined;
}

/** Shows the place with the cursor at its first line, or as many lines below as the offset says. */
export async function show(
  { uri, range }: { readonly uri: string; readonly range: wire.Range },
  options: TextDocumentShowOptions = {},
  offset = 0,
): Promise<TextEditor | undefined> {
  const file = inWorkspace(uri);
  if (file === undefined) {
    return undefined;
  }
  const document = await workspace.openTextDocument(file);
  const last = document.lineCount - 1;
  const line = document.lineAt(Math.min(range.start.line + offset, last));
  const cursor = new Position(line.lineNumber, line.firstNonWhitespaceCharacterIndex);
  const editor = await window.showTextDocument(document, {
    ...options,
    selection: new Selection(cursor, cursor),
  });
  const whole = new Range(Math.min(range.start.line, last), 0, Math.min(range.end.line, last), 0);
  editor.revealRange(whole, TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
