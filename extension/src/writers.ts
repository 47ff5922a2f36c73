// Who writes an answer, and what is remembered of that per workspace. Nothing of the editor is needed.

/** What is needed of the editor's memory of a workspace. */
export interface Memory {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

/** Nobody (passages are quoted), the model of the server's settings, or one that lives in the editor. */
export type Writer =
  | { readonly kind: "extractive" | "http" }
  | { readonly kind: "editor"; readonly vendor: string; readonly id: string };

export const QUOTES: Writer = { kind: "extractive" };

const WRITER = "roocode.ask.writer";
const HOSTS = "roocode.ask.allowedHosts";

/** As many hosts as are remembered, the newest. */
const MOST_HOSTS = 20;

/** The choice of this workspace; quotes where none was made, or it is not understood. */
export function remembered(memory: Memory): Writer {
  return read(memory.get(WRITER)) ?? QUOTES;
}

export async function remember(memory: Memory, writer: Writer): Promise<void> {
  await memory.update(WRITER, writer);
}

export function isSame(one: Writer, other: Writer): boolean {
  return one.kind === "editor"
    ? other.kind === "editor" && one.vendor === other.vendor && one.id === other.id
    : one.kind === other.kind;
}

function read(value: unknown): Writer | undefined {
  const { kind, vendor, id } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === "extractive" || kind === "http") {
    return { kind };
  }
  return kind === "editor" && typeof vendor === "string" && typeof id === "string"
    ? { kind, vendor, id }
    : undefined;
}

/** Whether passages of this workspace may go to the host: only to one that the user has named so. */
export function isAllowed(memory: Memory, host: string): boolean {
  return host !== "" && hosts(memory).includes(host);
}

export async function allow(memory: Memory, host: string): Promise<void> {
  const others = hosts(memory).filter((known) => known !== host);
  await memory.update(HOSTS, [...others, host].slice(-MOST_HOSTS));
}

function hosts(memory: Memory): readonly string[] {
  const kept = memory.get(HOSTS);
  return Array.isArray(kept) ? kept.filter((host) => typeof host === "string") : [];
}
