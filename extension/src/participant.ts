// @roocode in the editor's chat: the same answer as in the panel, by the model that the chat has chosen.
// Nothing else needs it. What the model writes is passed on as text that makes no link.
import {
  type CancellationToken,
  chat,
  type ChatRequest,
  type ChatResponseStream,
  type ChatResult,
  type Disposable,
  l10n,
  Location,
  Range,
  type Uri,
} from "vscode";
import type { RagAskCitation, RagAskResult } from "../../protocol/ts/protocol.js";
import { noteOf, troubleText } from "./answerWords.js";
import { editorAnswer } from "./editorAnswer.js";
import { explain, isCancelled } from "./faults.js";
import { visible } from "./invisible.js";
import { chatModel } from "./lm.js";
import { parse, settled } from "./markdown.js";
import { inWorkspace } from "./places.js";
import { escaped, plainMarkdown } from "./plainMarkdown.js";
import type { Server } from "./server.js";

const ID = "roocode.ask";

/** Nothing where the editor has no chat. */
export function registerParticipant(server: Server, icon: Uri): Pick<Disposable, "dispose">[] {
  const here = chat as Partial<typeof chat> | undefined; // not every editor has it
  if (here?.createChatParticipant === undefined) {
    return [];
  }
  const participant = here.createChatParticipant(ID, (request, _context, stream, token) =>
    answer(server, request, stream, token),
  );
  participant.iconPath = icon;
  return [participant];
}

async function answer(
  server: Server,
  { model, prompt }: ChatRequest,
  stream: ChatResponseStream,
  token: CancellationToken,
): Promise<ChatResult> {
  stream.progress(l10n.t("looking…"));
  const written = new Written(stream);
  try {
    const client = await server.ready();
    const request = client.request.bind(client);
    const listener = {
      sources: () => undefined,
      grow: (text: string) => {
        written.grow(text);
      },
    };
    const around = { request, token, clock: () => performance.now(), t: l10n.t };
    const answered = await editorAnswer(prompt.trim(), chatModel(model), listener, around);
    written.end(answered);
    tell(answered, stream);
    return {};
  } catch (error) {
    return isCancelled(error) ? {} : { errorDetails: { message: explain(error, l10n.t) } };
  }
}

/** Passes on whole blocks: half of one could mean something else. */
class Written {
  readonly #stream: ChatResponseStream;
  #text = "";
  #passedOn = 0;

  constructor(stream: ChatResponseStream) {
    this.#stream = stream;
  }

  grow(text: string): void {
    this.#text = text;
    this.#passOn(settled(text));
  }

  /** The rest; all of it where others wrote it. */
  end({ kind, text }: RagAskResult): void {
    if (kind !== "generated") {
      this.#text = text;
      this.#passedOn = 0;
    }
    this.#passOn(this.#text.length);
  }

  #passOn(end: number): void {
    if (end > this.#passedOn) {
      this.#stream.markdown(plainMarkdown(parse(this.#text.slice(this.#passedOn, end))));
      this.#passedOn = end;
    }
  }
}

/** What holds of it, and where that is. */
function tell(answered: RagAskResult, stream: ChatResponseStream): void {
  if (answered.problem !== undefined) {
    stream.markdown(`${escaped(troubleText(answered.problem, l10n.t))}\n\n`);
  }
  for (const citation of answered.citations) {
    const place = locationOf(citation);
    if (place !== undefined) {
      stream.markdown(`\\[${citation.n}\\] `);
      stream.anchor(place, `${visible(citation.path)}:${citation.range.start.line + 1}`);
      stream.markdown("  \n");
      stream.reference(place);
    }
  }
  stream.markdown(`\n\n${escaped(noteOf(answered, l10n.t))}\n`);
}

function locationOf({ uri, range: { start, end } }: RagAskCitation): Location | undefined {
  const file = inWorkspace(uri);
  return file === undefined
    ? undefined
    : new Location(file, new Range(start.line, start.character, end.line, end.character));
}
