// What the results are narrowed to. The server applies it. Nothing of the editor is needed here.
import type { RagSearchParams } from "../../protocol/ts/protocol.js";
import type { Translate } from "./words.js";

export interface Filters {
  readonly languages: readonly string[];
  readonly pathGlobs: readonly string[];
  /** Undefined: the question decides. */
  readonly tests: boolean | undefined;
}

export const NO_FILTERS: Filters = { languages: [], pathGlobs: [], tests: undefined };

export function searchParams(query: string, limit: number, filters: Filters): RagSearchParams {
  const { languages, pathGlobs, tests } = filters;
  return {
    query,
    limit,
    ...(languages.length > 0 ? { languages } : {}),
    ...(pathGlobs.length > 0 ? { pathGlobs } : {}),
    ...(tests === undefined ? {} : { includeTests: tests }),
  };
}

/** As the user typed them: several separated by commas; commas in braces belong to the pattern. */
export function parseGlobs(text: string): string[] {
  const globs: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    depth += character === "{" ? 1 : character === "}" ? -1 : 0;
    if (character === "," && depth <= 0) {
      globs.push(current);
      current = "";
    } else {
      current += character;
    }
  }
  return [...globs, current].map((glob) => glob.trim()).filter((glob) => glob !== "");
}

export function describeFilters({ languages, pathGlobs, tests }: Filters, t: Translate): string {
  const parts = [...languages, ...pathGlobs];
  if (tests !== undefined) {
    parts.push(tests ? t("with tests") : t("without tests"));
  }
  return parts.join(", ");
}
