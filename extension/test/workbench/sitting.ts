// One window that a row of tests uses one after the other, as a person would.
import { after, before, test } from "node:test";
import type { Environment } from "./environment.js";
import type { Window } from "./window.js";

/** Longer than anything in it waits for. */
export const PATIENCE = { timeout: 900_000 };

export class Sitting {
  #window: Window | undefined;
  readonly #environment: () => Environment;
  readonly #open: (environment: Environment) => Promise<Window>;

  /** @param open the window, once the tests begin */
  constructor(environment: () => Environment, open: (environment: Environment) => Promise<Window>) {
    this.#environment = environment;
    this.#open = open;
    before(async () => {
      this.#window = await open(environment());
    }, PATIENCE);
    after(async () => {
      await this.#window?.close();
    });
  }

  get environment(): Environment {
    return this.#environment();
  }

  get window(): Window {
    if (this.#window === undefined) {
      throw new Error("there is no window");
    }
    return this.#window;
  }

  /** Closes the window and opens it anew. */
  async again(): Promise<void> {
    await this.window.close();
    this.#window = await this.#open(this.environment);
  }

  /** A test of the window; where it fails it leaves a picture, and nothing open for the next one. */
  test(name: string, body: (window: Window) => Promise<void>): void {
    test(name, PATIENCE, async () => {
      try {
        await body(this.window);
      } catch (error) {
        await this.window.failed(name); // it may be another one by now
        throw error;
      }
    });
  }
}
