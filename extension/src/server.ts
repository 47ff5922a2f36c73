// The server's life: started, watched, started again when it dies, and explained when it keeps dying.
import type { ChildProcess } from "node:child_process";
import { type CancellationToken, type Disposable, type Event, EventEmitter } from "vscode";
import type { RagRequests, RagStatusResult } from "../../protocol/ts/protocol.js";
import { Deaths } from "./backoff.js";
import type { Client, ClientParts } from "./client.js";
import { faultOf, NoServer } from "./faults.js";
import type { Launch } from "./launch.js";
import { News } from "./news.js";
import { ServerProcess } from "./process.js";
import type { ServerParts, ServerState } from "./serverParts.js";
import { Waiters } from "./waiters.js";

export class Server implements Disposable {
  readonly #parts: ServerParts;
  readonly #deaths = new Deaths();
  readonly #states = new EventEmitter<ServerState>();
  readonly news = new News();
  readonly #waiters = new Waiters<Client>();
  #state: ServerState = "stopped";
  #client: Client | undefined;
  #process: ServerProcess | undefined;
  #lastWords: readonly string[] = [];
  #failure = "";
  #timer: NodeJS.Timeout | undefined;
  /** Rises with each start and stop: what belongs to a former one is ignored. */
  #turn = 0;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  readonly onState: Event<ServerState> = this.#states.event;
  readonly onStatus: Event<RagStatusResult> = this.news.onStatus;

  get state(): ServerState {
    return this.#state;
  }

  /** The newest word of the running server. */
  get status(): RagStatusResult | undefined {
    return this.news.status;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Why it failed, for people. */
  get failure(): string {
    return this.#failure;
  }

  /** What the process wrote last. */
  get lastWords(): readonly string[] {
    return this.#process?.lastWords ?? this.#lastWords;
  }

  get client(): Client | undefined {
    return this.#state === "running" ? this.#client : undefined;
  }

  /** Starts it unless it runs, or is about to. */
  start(): void {
    if (this.#state === "stopped" || this.#state === "failed" || this.#state === "noFolder") {
      void this.#launch();
    }
  }

  /** On the user's wish: at once, and old deaths do not count. */
  async restart(): Promise<void> {
    this.#deaths.forget();
    await this.stop();
    if (this.#state === "stopped") {
      await this.#launch(); // else a folder came meanwhile, and it was started for that
    }
  }

  async stop(): Promise<void> {
    this.#turn++;
    clearTimeout(this.#timer);
    const [client, process] = [this.#client, this.#process];
    this.#client = this.#process = undefined;
    this.news.forget();
    this.#become("stopped");
    await client?.stop().catch((error: unknown) => {
      this.#parts.log.warn(`stopping: ${String(error)}`);
    });
    await process?.end(); // the next one finds the index free
  }

  /** The client once the server runs; waits while it starts. */
  ready(): Promise<Client> {
    if (this.#state === "running" && this.#client !== undefined) {
      return Promise.resolve(this.#client);
    }
    if (this.#state === "failed" || this.#state === "noFolder") {
      return Promise.reject(new NoServer(this.#failure));
    }
    return this.#waiters.wait();
  }

  /** Asks once the server runs. */
  async request<M extends keyof RagRequests>(
    method: M,
    params: RagRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RagRequests[M]["result"]> {
    const client = await this.ready();
    return client.request(method, params, token);
  }

  dispose(): void {
    void this.stop();
    this.#states.dispose();
    this.news.dispose();
  }

  async #launch(): Promise<void> {
    if (!this.#parts.hasFolder()) {
      this.#become("noFolder");
      return;
    }
    const turn = ++this.#turn;
    this.#become("starting");
    try {
      const launched = await this.#parts.prepare(["lsp"]);
      const options = await this.#parts.options();
      const { Client } = await import("./client.js");
      if (turn !== this.#turn) {
        return;
      }
      const client = new Client(this.#clientParts(turn, launched, options));
      this.#client = client;
      this.news.hear(client, () => turn === this.#turn);
      await client.start();
      if (turn === this.#turn) {
        this.#become("running");
        await this.#askStatus(turn, client);
      }
    } catch (error) {
      // A process that died is told of by itself; one that answered with a fault would do so again.
      if (turn === this.#turn && (this.#process === undefined || faultOf(error) !== undefined)) {
        await this.stop();
        this.#fail(error);
      }
    }
  }

  async #askStatus(turn: number, client: Client): Promise<void> {
    const status = await client.request("rag/status", {}).catch((error: unknown) => {
      this.#parts.log.warn(`status: ${String(error)}`);
    });
    // A notification that came meanwhile is newer.
    if (status !== undefined && this.news.status === undefined && turn === this.#turn) {
      this.news.tell(status);
    }
  }

  #clientParts(turn: number, launched: Launch, options: ClientParts["options"]): ClientParts {
    const { config, log } = this.#parts;
    return { config, log, options, spawn: () => this.#spawn(turn, launched) };
  }

  #spawn(turn: number, launched: Launch): ChildProcess {
    this.#process = new ServerProcess(launched, this.#parts.log, (how) => {
      this.#died(turn, how);
    });
    return this.#process.child;
  }

  #died(turn: number, how: string): void {
    if (turn !== this.#turn) {
      return; // it was told to
    }
    this.#turn++;
    this.#lastWords = this.lastWords;
    this.#process = undefined;
    this.news.forget();
    void this.#client?.stop().catch(() => undefined); // nothing is there to stop
    this.#client = undefined;
    const { waitMillis, explain } = this.#deaths.record(performance.now());
    this.#parts.log.error(`The server ended (${how}).`);
    if (waitMillis === undefined) {
      this.#fail(new NoServer(how));
      return;
    }
    this.#become("waiting");
    this.#timer = setTimeout(() => void this.#launch(), waitMillis);
    if (explain) {
      this.#parts.complain(new NoServer(how));
    }
  }

  /** It stays down. */
  #fail(reason: unknown): void {
    this.#failure = this.#parts.inWords(reason);
    this.#parts.log.error(this.#failure);
    this.#become("failed");
    this.#parts.complain(reason);
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#states.fire(state);
    if (state === "running" && this.#client !== undefined) {
      this.#waiters.resolve(this.#client);
    } else if (state === "failed" || state === "noFolder") {
      this.#waiters.reject(new NoServer(this.#failure));
    }
  }
}
