// Runs at once after a rest, and once more when a burst of calls is over.

export class Debounce {
  readonly #run: () => void;
  readonly #millis: number;
  #timer: NodeJS.Timeout | undefined;
  #calledAt = -Infinity;

  constructor(run: () => void, millis: number) {
    this.#run = run;
    this.#millis = millis;
  }

  call(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    const rested = now - this.#calledAt >= this.#millis;
    this.#calledAt = now;
    if (rested) {
      this.#run();
    } else {
      this.#timer = setTimeout(this.#run, this.#millis);
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
