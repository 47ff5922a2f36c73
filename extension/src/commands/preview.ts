// Shows places while the user looks around, and remembers where the user was.
import {
  Range,
  type Selection,
  type Tab,
  TabInputText,
  type TextDocument,
  type TextEditorDecorationType,
  ThemeColor,
  type ViewColumn,
  window,
} from "vscode";
import type { RagSearchHit } from "../../../protocol/ts/protocol.js";
import { show } from "../places.js";

interface Place {
  readonly document: TextDocument;
  readonly selection: Selection;
  readonly visible: Range | undefined;
  readonly column: ViewColumn | undefined;
  readonly preview: boolean;
}

export class Preview {
  readonly #before: Place | undefined = current();
  readonly #openBefore = new Set(openTexts().keys());
  readonly #shade: TextEditorDecorationType = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor("editor.rangeHighlightBackground"),
  });
  #ended = false;
  #shown = false;
  #showing: Promise<void> = Promise.resolve();

  /** One after the other: the last one stays. */
  show(hit: RagSearchHit, offset: number): Promise<void> {
    this.#showing = this.#showing.then(() => this.#show(hit, offset));
    return this.#showing;
  }

  async #show(hit: RagSearchHit, offset: number): Promise<void> {
    if (this.#ended) {
      return;
    }
    const editor = await show(hit, { preview: true, preserveFocus: true }, offset).catch(
      () => undefined, // it may be gone by now: the next search knows
    );
    this.#shown ||= editor !== undefined;
    const last = Math.max(hit.range.start.line, hit.range.end.line - 1);
    editor?.setDecorations(this.#shade, [new Range(hit.range.start.line, 0, last, 0)]);
  }

  /** @param back whether the user wants to be where the search began */
  async end(back: boolean): Promise<void> {
    this.#ended = true;
    await this.#showing;
    this.#shade.dispose();
    if (!back || !this.#shown) {
      return;
    }
    const before = this.#before;
    if (before !== undefined) {
      const editor = await window.showTextDocument(before.document, {
        selection: before.selection,
        preview: before.preview,
        ...(before.column === undefined ? {} : { viewColumn: before.column }),
      });
      if (before.visible !== undefined) {
        editor.revealRange(before.visible);
      }
    }
    const ours = [...openTexts()].filter(
      ([key, tab]) => tab.isPreview && !this.#openBefore.has(key),
    );
    await window.tabGroups.close(
      ours.map(([, tab]) => tab),
      true,
    );
  }
}

function current(): Place | undefined {
  const editor = window.activeTextEditor;
  return editor === undefined
    ? undefined
    : {
        document: editor.document,
        selection: editor.selection,
        visible: editor.visibleRanges[0],
        column: editor.viewColumn,
        preview: window.tabGroups.activeTabGroup.activeTab?.isPreview ?? false,
      };
}

function openTexts(): Map<string, Tab> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return new Map(
    tabs.flatMap((tab) =>
      tab.input instanceof TabInputText
        ? [[`${tab.group.viewColumn} ${tab.input.uri.toString()}`, tab] as const]
        : [],
    ),
  );
}
