// What only the editor's secret storage holds, and only a starting server is told.
// Nothing of the editor is needed here.

/** What is needed of the editor's secret storage. */
export interface KeyStorage {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
}

/** As what a starting server is told the key. */
export type KeyOption = "embeddingKey" | "generatorKey";

/** The key of an endpoint. */
export class EndpointKey {
  readonly #secrets: KeyStorage;
  readonly #option: KeyOption;
  readonly #name: string;

  constructor(secrets: KeyStorage, option: KeyOption) {
    this.#secrets = secrets;
    this.#option = option;
    this.#name = `roocode.${option}`;
  }

  async option(): Promise<Partial<Readonly<Record<KeyOption, string>>>> {
    const key = await this.#secrets.get(this.#name);
    return key === undefined ? {} : { [this.#option]: key };
  }

  async set(key: string): Promise<void> {
    await this.#secrets.store(this.#name, key);
  }

  async clear(): Promise<void> {
    await this.#secrets.delete(this.#name);
  }
}
