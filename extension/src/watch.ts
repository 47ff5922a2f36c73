// Whether the server tells what it measures: as long as somebody looks, and no longer.

/** Follows a wish that may change while the server is still being told. */
export class Watch<Begun> {
  readonly #tell: (on: boolean) => Promise<Begun | undefined>;
  #on = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param tell the server; answers what it measured so far when it begins */
  constructor(tell: (on: boolean) => Promise<Begun | undefined>) {
    this.#tell = tell;
  }

  /** Whether news of the server belong to this watch. */
  get on(): boolean {
    return this.#on;
  }

  /** The server that was told is gone; another one knows nothing of it. */
  forget(): void {
    this.#on = false;
  }

  /**
   * Tells the server if it must be told; one change at a time.
   *
   * @param wanted is asked when its turn has come
   * @returns what it measured so far, when it begins
   */
  follow(wanted: () => boolean): Promise<Begun | undefined> {
    const next = this.#turn.then(async () => {
      const on = wanted();
      if (on === this.#on) {
        return undefined;
      }
      this.#on = on;
      try {
        const begun = await this.#tell(on);
        return on ? begun : undefined;
      } catch (error) {
        this.#on = false;
        throw error;
      }
    });
    this.#turn = next.catch(() => undefined);
    return next;
  }
}
