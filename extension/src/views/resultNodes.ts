// The nodes of the results view and how they look.
import { basename } from "node:path/posix";
import { l10n, MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from "vscode";
import type { RagSearchHit } from "../../../protocol/ts/protocol.js";
import type { Found } from "../commands/search.js";
import { badges, bestLine, icon, lines } from "../hits.js";

export interface FileNode {
  readonly kind: "file";
  readonly uri: string;
  readonly path: string;
  readonly hits: HitNode[];
  /** Whether it was edited while it is shown here. */
  edited: boolean;
}

export interface HitNode {
  readonly kind: "hit";
  readonly file: FileNode;
  readonly hit: RagSearchHit;
  readonly text: string;
  readonly offset: number;
}

export type Node = FileNode | HitNode;

/** Files in the order of their best place. */
export function group({ query, result }: Found): FileNode[] {
  const files = new Map<string, FileNode>();
  for (const hit of result.hits) {
    const file = files.get(hit.uri) ?? {
      kind: "file",
      uri: hit.uri,
      path: hit.path,
      hits: [],
      edited: false,
    };
    files.set(hit.uri, file);
    file.hits.push({ kind: "hit", file, hit, ...bestLine(hit.snippet, query) });
  }
  return [...files.values()];
}

export function fileItem(node: FileNode): TreeItem {
  const item = new TreeItem(basename(node.path), TreeItemCollapsibleState.Expanded);
  const folder = node.path.slice(0, Math.max(0, node.path.lastIndexOf("/")));
  item.resourceUri = Uri.parse(node.uri);
  item.iconPath = ThemeIcon.File;
  item.description = node.edited ? `${folder} · ${l10n.t("changed since")}` : folder;
  item.id = node.uri;
  return item;
}

export function hitItem(node: HitNode, query: string): TreeItem {
  const { hit } = node;
  const item = new TreeItem(hit.symbol ?? (node.text === "" ? lines(hit) : node.text));
  item.id = `${query} ${hit.uri} ${hit.range.start.line} ${hit.range.end.line}`;
  item.description = `${lines(hit)}  ${badges(hit, l10n.t)}`;
  item.iconPath = new ThemeIcon(hit.stale ? "warning" : icon(hit));
  // Indexed text is data: a block of code holds no links and no markup.
  item.tooltip = new MarkdownString("", false).appendCodeblock(hit.snippet, hit.language);
  item.command = { command: "roocode.results.open", title: l10n.t("Open"), arguments: [node] };
  return item;
}
