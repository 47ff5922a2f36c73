// The results that stay while one works: file → places, with filters that the server applies.
import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
  workspace,
} from "vscode";
import type { Found } from "../commands/search.js";
import type { Config } from "../config.js";
import { describeFilters, type Filters, NO_FILTERS, searchParams } from "../filters.js";
import { summary } from "../hits.js";
import { show } from "../places.js";
import type { Server } from "../server.js";
import { chooseLanguages, choosePaths, chooseTests } from "./chooseFilters.js";
import { fileItem, type FileNode, group, hitItem, type HitNode, type Node } from "./resultNodes.js";

export class Results implements TreeDataProvider<Node>, Disposable {
  readonly #server: Server;
  readonly #config: Config;
  readonly #changes = new EventEmitter<undefined>();
  readonly #view: TreeView<Node>;
  readonly #registrations: Disposable[];
  #query = "";
  #filters: Filters = NO_FILTERS;
  #files: FileNode[] = [];
  #found: Found | undefined;
  #outdated = false;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(server: Server, config: Config) {
    this.#server = server;
    this.#config = config;
    this.#view = window.createTreeView<Node>("roocode.results", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#registrations = [
      server.onStatus(({ generation }) => {
        this.#newer(generation);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        this.#edited(document.uri.toString());
      }),
      ...Object.entries(this.#commands()).map(([name, run]) =>
        commands.registerCommand(`roocode.results.${name}`, run),
      ),
    ];
  }

  /** Takes over what was found; the filters begin anew with a new question. */
  async keep(found: Found, reveal: boolean): Promise<void> {
    if (found.query !== this.#query) {
      this.#filters = NO_FILTERS;
    }
    this.#take(found);
    if (reveal) {
      await commands.executeCommand("roocode.results.focus");
    }
  }

  getChildren(node?: Node): Node[] {
    return node === undefined ? this.#files : node.kind === "file" ? node.hits : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === "hit" ? node.file : undefined;
  }

  getTreeItem(node: Node): TreeItem {
    return node.kind === "file" ? fileItem(node) : hitItem(node, this.#query);
  }

  dispose(): void {
    this.#registrations.forEach((registration) => {
      registration.dispose();
    });
    this.#view.dispose();
    this.#changes.dispose();
  }

  #commands(): Record<string, (node?: HitNode) => unknown> {
    return {
      open: (node) => node && show(node.hit, { preview: true }, node.offset),
      searchAgain: () => this.#search(this.#filters),
      filterLanguages: async () => this.#filter(await chooseLanguages(this.#filters, this.#found)),
      filterPaths: async () => this.#filter(await choosePaths(this.#filters)),
      filterTests: async () => this.#filter(await chooseTests(this.#filters)),
      clearFilters: () => this.#filter(NO_FILTERS),
      clear: () => {
        this.#clear();
      },
    };
  }

  async #filter(filters: Filters | undefined): Promise<void> {
    if (filters !== undefined) {
      await this.#search(filters);
    }
  }

  async #search(filters: Filters): Promise<void> {
    const query = this.#query;
    const params = searchParams(query, this.#config.searchLimit(), filters);
    const view = { location: { viewId: "roocode.results" } };
    const result = await window.withProgress(view, () =>
      this.#server.request("rag/search", params),
    );
    this.#filters = filters;
    this.#take({ query, result });
  }

  #take(found: Found): void {
    this.#found = found;
    this.#query = found.query;
    this.#files = group(found);
    this.#outdated = false;
    this.#draw();
  }

  #clear(): void {
    this.#found = undefined;
    this.#query = "";
    this.#files = [];
    this.#filters = NO_FILTERS;
    this.#outdated = false;
    this.#draw();
  }

  /** The index has moved on since: what is shown may have moved too. */
  #newer(generation: number): void {
    if (
      this.#found !== undefined &&
      !this.#outdated &&
      generation > this.#found.result.generation
    ) {
      this.#outdated = true;
      this.#draw();
    }
  }

  #edited(uri: string): void {
    const file = this.#files.find((node) => node.uri === uri);
    if (file !== undefined && !file.edited) {
      file.edited = true;
      this.#draw();
    }
  }

  #draw(): void {
    const found = this.#found;
    this.#view.description = this.#query;
    this.#view.message = found === undefined ? "" : this.#message(found);
    void commands.executeCommand("setContext", "roocode.results.any", found !== undefined);
    void commands.executeCommand(
      "setContext",
      "roocode.results.filtered",
      this.#filters !== NO_FILTERS,
    );
    this.#changes.fire(undefined);
  }

  #message(found: Found): string {
    const filters = describeFilters(this.#filters, l10n.t);
    const outdated = this.#outdated ? l10n.t("the index has changed since: search again") : "";
    // The description of a view that is alone in its side bar is not shown: the words come here too.
    return [`“${found.query}”`, summary(found.result, l10n.t), filters, outdated]
      .filter((part) => part !== "")
      .join(" · ");
  }
}
