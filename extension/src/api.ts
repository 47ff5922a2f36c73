// What `activate` returns: for tests, which ask it instead of waiting for pixels.
import type { RagSearchResult } from "../../protocol/ts/protocol.js";
import type { Server } from "./server.js";

export interface Api {
  /** Resolves when every file is searchable and every vector is in; rejects when the server cannot start. */
  whenReady(): Promise<void>;
  /** Of the server's process. */
  serverPid(): number | undefined;
  /** The server's own word (`indexing`, `ready`…), or how far its process is (`starting`, `waiting`, `failed`, `noFolder`). */
  state(): string;
  search(query: string, limit?: number): Promise<RagSearchResult>;
  /** How long activation took. */
  activationMillis(): number;
}

export function makeApi(server: Server, activationMillis: number): Api {
  const state = (): string =>
    server.state === "running" ? (server.status?.state ?? "starting") : server.state;
  return {
    whenReady: () => settled(server),
    serverPid: () => server.pid,
    state,
    search: (query, limit = 10) => server.request("rag/search", { query, limit }),
    activationMillis: () => activationMillis,
  };
}

/** Degraded and read only are as ready as it gets. */
async function settled(server: Server): Promise<void> {
  await server.ready();
  const busy = (): boolean =>
    server.status === undefined ||
    server.status.state === "starting" ||
    server.status.state === "indexing";
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (server.state === "failed") {
        done(() => {
          reject(new Error(server.failure));
        });
      } else if (server.state === "running" && !busy()) {
        done(resolve);
      }
    };
    const listening = [server.onStatus(look), server.onState(look)];
    const done = (then: () => void): void => {
      listening.forEach((listener) => {
        listener.dispose();
      });
      then();
    };
    look();
  });
}
