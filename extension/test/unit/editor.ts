// What the parts need of an editor, without one: a memory, a token, words in English.
import type { CancellationToken } from "vscode";
import type { Memory } from "../../src/writers.js";

export function t(message: string, ...args: (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (_, at: string) => String(args[Number(at)]));
}

export function memory(): Memory {
  const kept = new Map<string, unknown>();
  return {
    get: (name) => kept.get(name),
    update: (name, value) => {
      kept.set(name, value);
      return Promise.resolve();
    },
  };
}

/** A token, and the way to cancel it. */
export class Stop {
  readonly #heard = new Set<() => void>();
  #cancelled = false;

  readonly token: CancellationToken = Object.defineProperty(
    {
      isCancellationRequested: false,
      onCancellationRequested: (listener: (event: unknown) => unknown) => {
        const hear = (): void => void listener(undefined);
        this.#heard.add(hear);
        return { dispose: () => void this.#heard.delete(hear) };
      },
    },
    "isCancellationRequested",
    { get: () => this.#cancelled },
  );

  /** How many still listen. */
  get listeners(): number {
    return this.#heard.size;
  }

  cancel(): void {
    this.#cancelled = true;
    this.#heard.forEach((hear) => {
      hear();
    });
  }
}
