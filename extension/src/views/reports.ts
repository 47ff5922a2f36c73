import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";

const SCHEME = "roocode-report";

/** Texts to read, which are nobody's files. One of a name takes the place of the former. */
export class Reports implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changes = new EventEmitter<Uri>();
  readonly #registration = workspace.registerTextDocumentContentProvider(SCHEME, this);

  readonly onDidChange = this.#changes.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? "";
  }

  async show(name: string, text: string): Promise<void> {
    await window.showTextDocument(this.#put(name, text), { preview: true });
  }

  /** The second beside the first, with what differs marked. */
  async compare(
    title: string,
    before: readonly [name: string, text: string],
    after: readonly [name: string, text: string],
  ): Promise<void> {
    const [left, right] = [this.#put(...before), this.#put(...after)];
    await commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }

  #put(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: SCHEME, path: name });
    this.#texts.set(uri.path, text);
    this.#changes.fire(uri);
    return uri;
  }
}
