// Every request of ours. Those of backups are taken from docs/api; a server that has none does not
// announce them.
import type { RagRequests } from "../../protocol/ts/protocol.js";

export interface Snapshot {
  readonly id: string;
  readonly kind: "full" | "incremental" | "cache";
  /** ISO 8601 */
  readonly time: string;
  readonly bytes: number;
  readonly base?: string;
  readonly verified?: boolean;
  readonly configVersion?: number;
}

export interface BackupRequests {
  readonly "backup/create": {
    readonly params: { readonly kind: Snapshot["kind"] };
    readonly result: Snapshot;
  };
  readonly "backup/list": {
    readonly params: Readonly<Record<string, never>>;
    readonly result: { readonly snapshots: readonly Snapshot[] };
  };
  readonly "backup/verify": {
    readonly params: { readonly id?: string };
    readonly result: {
      readonly checked: number;
      readonly damaged: readonly { readonly id: string; readonly problem: string }[];
      readonly index?: { readonly ok: boolean; readonly problems: readonly unknown[] };
    };
  };
  readonly "backup/restore": {
    readonly params: { readonly id: string };
    readonly result: {
      readonly id: string;
      readonly files: number;
      readonly chunks: number;
      readonly generation: number;
      readonly tookMillis: number;
    };
  };
}

export type Requests = RagRequests & BackupRequests;

/** A part of the server that may be absent. */
export type Feature = "backup" | "restore" | "verify";

export const FEATURES: readonly Feature[] = ["backup", "restore", "verify"];

const METHODS: Readonly<Record<Feature, string>> = {
  backup: "backup/create",
  restore: "backup/restore",
  verify: "backup/verify",
};

/** Announced by its own name, or by that of its request. */
export function has(announced: readonly string[], feature: Feature): boolean {
  return announced.includes(feature) || announced.includes(METHODS[feature]);
}
