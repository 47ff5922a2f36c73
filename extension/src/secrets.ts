// What only the editor's secret storage holds, and only a starting server is told.
import type { SecretStorage } from "vscode";

const NAME = "roocode.embeddingKey";

/** The key of an embedding endpoint. */
export class EmbeddingKey {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  async option(): Promise<{ readonly embeddingKey?: string }> {
    const embeddingKey = await this.#secrets.get(NAME);
    return embeddingKey === undefined ? {} : { embeddingKey };
  }

  async set(key: string): Promise<void> {
    await this.#secrets.store(NAME, key);
  }

  async clear(): Promise<void> {
    await this.#secrets.delete(NAME);
  }
}
