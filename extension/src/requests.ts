// Which requests a server may lack: older ones than this extension do not announce them.

const METHODS = {
  backup: "backup/create",
  restore: "backup/restore",
  verify: "backup/verify",
  configHistory: "config/history",
  configDiff: "config/diff",
  configRollback: "config/rollback",
} as const;

/** A part of the server that may be absent. */
export type Feature = keyof typeof METHODS;

export const FEATURES = Object.keys(METHODS) as readonly Feature[];

/** Announced by its own name, or by that of its request. */
export function has(announced: readonly string[], feature: Feature): boolean {
  return announced.includes(feature) || announced.includes(METHODS[feature]);
}
