// The keys that seal the index, as the editor keeps them: one active, which seals; older ones, which
// still open what they sealed. Nothing of the editor is needed here.
import { randomBytes } from "node:crypto";

const FORMAT = 1;
const KEY_BYTES = 32;

/** As many as the server takes. */
export const MOST_KEYS = 64;

export interface SealingRing {
  /** Each 32 bytes in base 64, the active one first; at least one. */
  readonly keys: readonly string[];
  /** Whether the user has the active key's recovery code. */
  readonly codeShown: boolean;
}

export function freshRing(): SealingRing {
  return { keys: [newKey()], codeShown: false };
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

export function isKey(text: string): boolean {
  return (
    /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, "base64").toString("base64") === text
  );
}

/** A new active key before the others; nothing where there are too many already. */
export function rotated({ keys }: SealingRing): SealingRing | undefined {
  return keys.length < MOST_KEYS ? { keys: [newKey(), ...keys], codeShown: false } : undefined;
}

/** With more keys behind its own; the active one of an empty ring is one that the user wrote down. */
export function withKeys(ring: SealingRing | undefined, more: readonly string[]): SealingRing {
  const known = ring?.keys ?? [];
  const keys = [...new Set([...known, ...more])].slice(0, MOST_KEYS);
  return { keys, codeShown: ring?.codeShown ?? true };
}

export function write(ring: SealingRing): string {
  return JSON.stringify({ format: FORMAT, ...ring });
}

/** Nothing where the text is no ring of this format: it must not be written over. */
export function read(text: string): SealingRing | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, keys, codeShown } = Object(value) as Record<string, unknown>;
  const whole =
    format === FORMAT &&
    typeof codeShown === "boolean" &&
    Array.isArray(keys) &&
    keys.length > 0 &&
    keys.every((key): key is string => typeof key === "string" && isKey(key));
  return whole ? { keys, codeShown } : undefined;
}
