// Search as you type: cancels what is older, previews the place, and puts everything back on Escape.
import {
  CancellationTokenSource,
  type Disposable,
  l10n,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  ThemeIcon,
  ViewColumn,
  window,
} from "vscode";
import type { RagSearchHit, RagSearchResult } from "../../../protocol/ts/protocol.js";
import { Debounce } from "../debounce.js";
import { explain, isCancelled } from "../faults.js";
import { isWhole } from "../figures.js";
import { badges, bestLine, icon, label, place, summary } from "../hits.js";
import { show } from "../places.js";
import type { Server } from "../server.js";
import { Preview } from "./preview.js";

/** Keys that come faster are one question; the first of them is asked at once. */
const DEBOUNCE_MILLIS = 60;
// The user moves: at once. New results came in: when typing rests.
const PREVIEW_MILLIS = 80;
const REST_MILLIS = 350;

export interface Found {
  readonly query: string;
  readonly result: RagSearchResult;
}

interface HitItem extends QuickPickItem {
  readonly hit?: RagSearchHit;
  readonly offset?: number;
}

const TO_SIDE: QuickInputButton = {
  iconPath: new ThemeIcon("split-horizontal"),
  tooltip: l10n.t("Open to the side"),
};

export interface SearchParts {
  readonly server: Server;
  readonly limit: () => number;
  /** Keeps what was found where one can work with it. */
  readonly keep: (found: Found, reveal: boolean) => void;
}

export class SearchPick {
  readonly #parts: SearchParts;
  readonly #pick: QuickPick<HitItem> = window.createQuickPick<HitItem>();
  readonly #preview = new Preview();
  readonly #keepButton: QuickInputButton = {
    iconPath: new ThemeIcon("list-tree"),
    tooltip: l10n.t("Show in the results view"),
  };
  readonly #listening: Disposable;
  #running: CancellationTokenSource | undefined;
  readonly #typing = new Debounce(() => void this.#search(), DEBOUNCE_MILLIS);
  #moving: NodeJS.Timeout | undefined;
  #found: Found | undefined;
  #accepted = false;
  /** Whether the list has come in and nothing was moved since. */
  #fresh = false;

  constructor(parts: SearchParts) {
    this.#parts = parts;
    const pick = this.#pick;
    pick.placeholder = l10n.t('Ask your code: words, names, an error message, "exact words"');
    pick.title = l10n.t("Search Workspace");
    pick.buttons = [this.#keepButton];
    pick.matchOnDescription = false;
    pick.matchOnDetail = false;
    Object.assign(pick, { sortByLabel: false }); // the server's order is the right one
    pick.onDidChangeValue(() => {
      this.#typed();
    });
    pick.onDidChangeActive(([item]) => {
      this.#moved(item);
    });
    pick.onDidAccept(() => void this.#accept(pick.activeItems[0], false));
    pick.onDidTriggerItemButton(({ item }) => void this.#accept(item, true));
    pick.onDidTriggerButton(() => {
      this.#keep();
    });
    pick.onDidHide(() => void this.#hidden());
    this.#listening = parts.server.onStatus(() => {
      this.#grown();
    });
  }

  open(query = ""): void {
    this.#pick.value = query;
    this.#pick.show();
    if (query !== "") {
      void this.#search();
    }
  }

  #typed(): void {
    this.#running?.cancel();
    this.#typing.call();
  }

  async #search(): Promise<void> {
    const query = this.#pick.value.trim();
    this.#running?.cancel();
    if (query === "") {
      this.#showNothing();
      return;
    }
    const running = new CancellationTokenSource();
    this.#running = running;
    this.#pick.busy = true;
    if (this.#parts.server.client === undefined) {
      this.#say(`$(loading~spin) ${l10n.t("RooCode is starting…")}`);
    }
    try {
      const params = { query, limit: this.#parts.limit() };
      const result = await this.#parts.server.request("rag/search", params, running.token);
      if (!running.token.isCancellationRequested) {
        this.#show({ query, result });
      }
    } catch (error) {
      if (!running.token.isCancellationRequested && !isCancelled(error)) {
        this.#say(`$(error) ${explain(error, l10n.t)}`);
      }
    } finally {
      if (this.#running === running) {
        this.#pick.busy = false;
      }
      running.dispose();
    }
  }

  #show(found: Found): void {
    this.#found = found;
    const { hits } = found.result;
    this.#pick.title = `${l10n.t("Search Workspace")}: ${summary(found.result, l10n.t)}`;
    if (hits.length === 0) {
      this.#say(l10n.t("Nothing found"));
      return;
    }
    this.#fresh = true;
    this.#pick.items = hits.map((hit) => item(hit, found.query));
  }

  /** Nothing was found in a part of the index: asks again as it grows. A list with places stays. */
  #grown(): void {
    const result = this.#found?.result;
    if (result?.hits.length === 0 && !isWhole(result.coverage) && !this.#pick.busy) {
      void this.#search();
    }
  }

  #showNothing(): void {
    this.#found = undefined;
    this.#pick.busy = false;
    this.#pick.title = l10n.t("Search Workspace");
    this.#pick.items = [];
  }

  /** One line instead of places. */
  #say(text: string): void {
    this.#pick.items = [{ label: text, alwaysShow: true }];
  }

  #moved(item: HitItem | undefined): void {
    clearTimeout(this.#moving);
    const hit = item?.hit;
    if (hit !== undefined) {
      const millis = this.#fresh ? REST_MILLIS : PREVIEW_MILLIS;
      this.#moving = setTimeout(() => void this.#preview.show(hit, item?.offset ?? 0), millis);
      this.#fresh = false;
    }
  }

  async #accept(item: HitItem | undefined, toSide: boolean): Promise<void> {
    if (item?.hit === undefined) {
      return;
    }
    this.#accepted = true;
    this.#pick.hide();
    if (this.#found !== undefined) {
      this.#parts.keep(this.#found, false);
    }
    const column = toSide ? { viewColumn: ViewColumn.Beside } : {};
    await show(item.hit, { preview: false, ...column }, item.offset);
  }

  #keep(): void {
    if (this.#found !== undefined) {
      this.#parts.keep(this.#found, true);
      this.#pick.hide();
    }
  }

  async #hidden(): Promise<void> {
    this.#typing.cancel();
    clearTimeout(this.#moving);
    this.#running?.cancel();
    this.#listening.dispose();
    this.#pick.dispose();
    await this.#preview.end(!this.#accepted);
  }
}

function item(hit: RagSearchHit, query: string): HitItem {
  const { text, offset } = bestLine(hit.snippet, query);
  return {
    label: `$(${icon(hit)}) ${label(hit)}`,
    description: `${place(hit)}  ${badges(hit, l10n.t)}`,
    detail: text,
    alwaysShow: true,
    buttons: [TO_SIDE],
    hit,
    offset,
  };
}
