// Blocks as Markdown that says no more than they do: for places of the editor that read Markdown
// themselves, and would make links, images or HTML of what a model wrote. Nothing of the editor is needed.
import type { Block, Piece, Style } from "./markdown.js";

/** Every sign that could mean something is escaped; what is code is fenced by more than it holds. */
export function plainMarkdown(blocks: readonly Block[]): string {
  return blocks.map((block) => `${one(block)}\n\n`).join("");
}

function one(block: Block): string {
  switch (block.kind) {
    case "code": {
      const fence = "`".repeat(Math.max(3, longestRun(block.text) + 1));
      return `${fence}${block.language}\n${block.text}\n${fence}`;
    }
    case "heading":
      return `#### ${pieces(block.pieces)}`;
    case "item":
      return `- ${pieces(block.pieces)}`;
    case "paragraph":
      return pieces(block.pieces);
  }
}

function pieces(all: readonly Piece[]): string {
  return all
    .map((piece) => styled(piece.kind === "mark" ? piece.style : piece.kind, piece.text))
    .join("");
}

function styled(style: Style, text: string): string {
  switch (style) {
    case "code": {
      const fence = "`".repeat(longestRun(text) + 1);
      const flat = text.replaceAll("\n", " ");
      return `${fence} ${flat} ${fence}`;
    }
    case "strong":
      return `**${escaped(text)}**`;
    case "text":
      return escaped(text);
  }
}

/** A backslash takes its meaning from any sign of ASCII (CommonMark 0.31, 2.4), a colon of an address included. */
export function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&").replaceAll(/\n\s*/g, "\n");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
