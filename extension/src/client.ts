// The language client: standard messages, and ours with their types.
import { randomUUID } from "node:crypto";
import type { ChildProcess } from "node:child_process";
import type { CancellationToken, LogOutputChannel } from "vscode";
import {
  type ClientCapabilities,
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  ProgressType,
} from "vscode-languageclient/node";
import type {
  RagAskPartial,
  RagCapabilities,
  RagNotifications,
  RagRequests,
} from "../../protocol/ts/protocol.js";
import type { Config } from "./config.js";
import { SECTION } from "./config.js";

type Feature = Parameters<LanguageClient["registerFeature"]>[0];

/** What the editor would do twice, or badly, is left out. */
class QuietClient extends LanguageClient {
  override registerFeature(feature: Feature): void {
    // The extension has its own commands under the names that the server offers to other editors.
    if ("registrationType" in feature && feature.registrationType.method === EXECUTE) {
      return;
    }
    super.registerFeature(feature);
  }

  // It goes to the log; what the user is told about a server that ends is said in one place (complaints.ts).
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

const EXECUTE = "workspace/executeCommand";

/** To be given to a request; heard until disposed of. */
export interface Listening {
  readonly token: string;
  dispose(): void;
}

export interface Work {
  readonly kind: "begin" | "report" | "end";
  readonly percentage?: number;
  readonly message?: string;
}

export interface ClientParts {
  readonly config: Config;
  readonly log: LogOutputChannel;
  /** Starts the process. */
  readonly spawn: () => ChildProcess;
  /** Settings, storageUri, key. */
  readonly options: Readonly<Record<string, unknown>>;
}

export class Client {
  readonly #client: LanguageClient;

  constructor(parts: ClientParts) {
    this.#client = new QuietClient(
      SECTION,
      "RooCode",
      () => Promise.resolve({ process: parts.spawn(), detached: false }),
      options(parts),
    );
    this.#client.registerFeature({
      // The status bar shows the server's own work; requests bring their own token.
      fillClientCapabilities: (capabilities: ClientCapabilities) => {
        capabilities.window = { ...capabilities.window, workDoneProgress: false };
      },
      initialize: () => undefined,
      getState: () => ({ kind: "static" }),
      clear: () => undefined,
    });
  }

  async start(): Promise<void> {
    await this.#client.start();
  }

  /** What this server can do. */
  features(): readonly string[] {
    const experimental: unknown = this.#client.initializeResult?.capabilities.experimental;
    const rag = (experimental as { readonly rag?: RagCapabilities } | undefined)?.rag;
    return rag?.features ?? [];
  }

  request<M extends keyof RagRequests>(
    method: M,
    params: RagRequests[M]["params"],
    token?: CancellationToken,
  ): Promise<RagRequests[M]["result"]> {
    // An undefined token would travel as a second parameter.
    return token === undefined
      ? this.#client.sendRequest<RagRequests[M]["result"]>(method, params)
      : this.#client.sendRequest<RagRequests[M]["result"]>(method, params, token);
  }

  on<M extends keyof RagNotifications>(
    method: M,
    handler: (params: RagNotifications[M]["params"]) => void,
  ): void {
    this.#client.onNotification(method, handler);
  }

  /** Hears how far work under a new token is. */
  hearWork(handler: (work: Work) => void): Listening {
    return this.#hear(new ProgressType<Work>(), handler);
  }

  /** Hears the text of an answer piece by piece. */
  hearText(handler: (piece: RagAskPartial) => void): Listening {
    return this.#hear(new ProgressType<RagAskPartial>(), handler);
  }

  #hear<T>(type: ProgressType<T>, handler: (value: T) => void): Listening {
    const token = randomUUID();
    const registered = this.#client.onProgress(type, token, handler);
    return {
      token,
      dispose: () => {
        registered.dispose();
      },
    };
  }

  /** Tells the server what has been set. */
  async announceSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#client.sendNotification("workspace/didChangeConfiguration", {
      settings: { [SECTION]: settings },
    });
  }

  async stop(): Promise<void> {
    if (this.#client.isRunning()) {
      await this.#client.stop();
    }
    await this.#client.dispose().catch(() => undefined); // throws where it never ran
  }
}

function options({ config, log, options }: ClientParts): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: "file" }],
    initializationOptions: options,
    outputChannel: log,
    progressOnInitialization: false,
    // The process is looked after elsewhere (see server.ts).
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    initializationFailedHandler: () => false,
    stdioOptions: { stdout: () => undefined, stderr: () => undefined },
    middleware: middleware(config),
  };
}

function middleware(config: Config): Middleware {
  return {
    provideWorkspaceSymbols: (query, token, next) =>
      config.workspaceSymbols() ? next(query, token) : [],
    workspace: {
      configuration: (params) => params.items.map(() => config.forServer()),
      didChangeConfiguration: () => Promise.resolve(), // sent by announceSettings
    },
  };
}
