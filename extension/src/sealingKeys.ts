// The keys that seal the index, in the editor's secret storage; only a starting server is told them.
// Nothing of the editor is needed here.
import { freshRing, read, rotated, type SealingRing, withKeys, write } from "./sealing.js";
import type { Translate } from "./words.js";

const NAME = "roocode.sealingKeys";

/** What is needed of the editor's secret storage. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  onDidChange(listener: (change: { readonly key: string }) => void): Listening;
}

interface Listening {
  dispose(): unknown;
}

export interface Surroundings {
  /** Whether the index is to be encrypted. */
  readonly wanted: () => boolean;
  /** Hears that there is a first key now. */
  readonly made: () => void;
  readonly t: Translate;
}

/** The keys that seal the index: of the user, so that all windows share them. */
export class SealingKeys {
  readonly #secrets: Secrets;
  readonly #surroundings: Surroundings;
  readonly #listening: Listening;
  /** What a server of this window was told: it must never get lost. */
  #told: readonly string[] = [];

  constructor(secrets: Secrets, surroundings: Surroundings) {
    this.#secrets = secrets;
    this.#surroundings = surroundings;
    this.#listening = secrets.onDidChange(({ key }) => {
      if (key === NAME) {
        void this.#keep().catch(() => undefined); // what cannot be read is told at the next start
      }
    });
  }

  /** Whether the server of this window has keys. */
  get told(): boolean {
    return this.#told.length > 0;
  }

  /** For a starting server; makes the first key where it is needed. */
  async option(): Promise<{ readonly sealingKeys?: readonly string[] }> {
    let ring = await this.ring();
    const making = ring === undefined && this.#surroundings.wanted();
    if (making) {
      ring = freshRing();
      await this.#store(ring);
    }
    this.#told = ring?.keys ?? [];
    if (making) {
      this.#surroundings.made();
    }
    return ring === undefined ? {} : { sealingKeys: ring.keys };
  }

  /** @throws Error where what is stored cannot be read */
  async ring(): Promise<SealingRing | undefined> {
    const text = await this.#secrets.get(NAME);
    if (text === undefined) {
      return undefined;
    }
    const ring = read(text);
    if (ring === undefined) {
      const { t } = this.#surroundings;
      throw new Error(t("The encryption keys in the editor's secret storage are not readable."));
    }
    return ring;
  }

  /** A new active key; false where there are too many. */
  async rotate(): Promise<boolean> {
    const ring = await this.ring();
    const next = ring === undefined ? freshRing() : rotated(ring);
    if (next !== undefined) {
      await this.#store(next);
    }
    return next !== undefined;
  }

  /** Puts a key back; false where it is there already. */
  async add(key: string): Promise<boolean> {
    const ring = await this.ring();
    if (ring?.keys.includes(key) === true) {
      return false;
    }
    await this.#store(withKeys(ring, [key]));
    return true;
  }

  /** The user has the code of this key. */
  async codeShown(key: string): Promise<void> {
    const ring = await this.ring();
    if (ring?.keys[0] === key) {
      await this.#store({ ...ring, codeShown: true });
    }
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Two windows that made their first key at once: both keys stay. */
  async #keep(): Promise<void> {
    const ring = await this.ring();
    if (this.#told.some((key) => ring?.keys.includes(key) !== true)) {
      await this.#store(withKeys(ring, this.#told));
    }
  }

  async #store(ring: SealingRing): Promise<void> {
    await this.#secrets.store(NAME, write(ring));
  }
}
