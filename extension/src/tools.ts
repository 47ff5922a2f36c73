// Search, reading and definitions as tools of the editor's language models. The manifest's words and
// schemas come from the server; what a model gives goes to it as it is, and is judged there.
import {
  type CancellationToken,
  type Disposable,
  l10n,
  lm,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type PreparedToolInvocation,
} from "vscode";
import { explain, isCancelled } from "./faults.js";
import type { Server } from "./server.js";
import { told, type ToolName, TOOLS } from "./toolWords.js";

type Input = Readonly<Record<string, unknown>>;

interface Contributed {
  readonly contributes: { readonly languageModelTools?: readonly { readonly name: string }[] };
}

/**
 * Those of the manifest; nothing where the editor has no tools.
 *
 * @param manifest of this extension
 */
export function registerTools(server: Server, manifest: unknown): Pick<Disposable, "dispose">[] {
  const here = lm as Partial<typeof lm> | undefined; // not every editor has it
  const register = here?.registerTool;
  if (register === undefined) {
    return [];
  }
  const { languageModelTools = [] } = (manifest as Contributed).contributes;
  return TOOLS.filter((tool) => languageModelTools.some(({ name }) => name === tool)).map((name) =>
    register<Input>(name, new Tool(server, name)),
  );
}

class Tool implements LanguageModelTool<Input> {
  readonly #server: Server;
  readonly #name: ToolName;

  constructor(server: Server, name: ToolName) {
    this.#server = server;
    this.#name = name;
  }

  prepareInvocation({ input }: { readonly input: Input }): PreparedToolInvocation {
    return { invocationMessage: told(this.#name, input, l10n.t) };
  }

  /** A fault is an answer, too: the model reads why, and what it can do. */
  async invoke(
    { input }: LanguageModelToolInvocationOptions<Input>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    try {
      const params = { name: this.#name, arguments: input };
      const { text } = await this.#server.request("rag/callTool", params, token);
      return said(text);
    } catch (error) {
      if (isCancelled(error) || token.isCancellationRequested) {
        throw error;
      }
      return said(explain(error, l10n.t));
    }
  }
}

function said(text: string): LanguageModelToolResult {
  return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
}
