// Where a rule stands. Nothing of the editor is needed here.

export interface RuleSource {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** `src/.gitignore:3`; nothing for built-in rules, and for what would lead out of the folder. */
export function ruleSource(source: string): RuleSource | undefined {
  const [, path = "", line = ""] = /^(.+):(\d+)$/.exec(source) ?? [];
  const inside =
    path !== "" && !/^(\/|\\|[a-zA-Z]:|~)/.test(path) && !path.split(/[\\/]/).includes("..");
  return inside && Number(line) > 0 ? { path, line: Number(line) } : undefined;
}
