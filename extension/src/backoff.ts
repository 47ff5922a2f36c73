// How often a server that dies is started again.

/** The wait before each new start. */
export const WAITS_MILLIS = [1_000, 5_000, 15_000] as const;

/** Deaths further apart than this have nothing to do with each other. */
export const WINDOW_MILLIS = 5 * 60_000;

export interface Verdict {
  /** Wait before the next start; undefined: stay down until the user asks. */
  readonly waitMillis: number | undefined;
  /** Whether the user is to be told now. */
  readonly explain: boolean;
}

/** Remembers the deaths of the last minutes. */
export class Deaths {
  #times: number[] = [];

  /** @param now milliseconds of any clock that does not go back */
  record(now: number): Verdict {
    this.#times = this.#times.filter((time) => now - time < WINDOW_MILLIS);
    const waitMillis = WAITS_MILLIS[this.#times.length];
    this.#times.push(now);
    return { waitMillis, explain: this.#times.length >= WAITS_MILLIS.length };
  }

  /** The user starts it by hand: old deaths are forgiven. */
  forget(): void {
    this.#times = [];
  }
}
