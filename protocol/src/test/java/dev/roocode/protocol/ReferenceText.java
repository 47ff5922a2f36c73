package dev.roocode.protocol;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes {@code docs/api/reference.md}. */
final class ReferenceText {
  private static final String HEAD =
      """
      <!-- Generated from the records of dev.roocode.protocol: run their tests with -Dupdate. -->
      # Messages

      JSON-RPC 2.0 in the frames of the language server protocol, over the standard streams of
      `roocode lsp`. Ranges are half-open and count lines and UTF-16 code units from 0. Members that
      are not required may be absent; unknown members are ignored. `initialize` answers
      `capabilities.experimental.rag` (see `RagCapabilities`).

      Standard methods served: `initialize`, `initialized`, `shutdown`, `exit`,
      `workspace/didChangeConfiguration`, `workspace/didChangeWorkspaceFolders`,
      `workspace/didChangeWatchedFiles`, `textDocument/didOpen`, `textDocument/didChange`
      (incremental), `textDocument/didSave`, `textDocument/didClose`, `workspace/symbol`,
      `workspace/executeCommand` (`roocode.reindex` with the params of `rag/reindex`,
      `roocode.status`; `roocode.backup`, `roocode.restore` and `roocode.verify` with those of
      `backup/create`, `backup/restore` and `backup/verify`), `window/workDoneProgress/cancel`, `$/cancelRequest`. `initializationOptions`
      are the settings plus `storageUri`, the folder for the index, and what is never written down:
      `embeddingKey` and `generatorKey` for endpoints, and `sealingKeys`, a list of keys of 32 bytes in base 64, the
      active one first.

      ## The local endpoint

      Programs of the same user can ask a running server, too. While it writes the index of a data
      folder it listens on loopback and says in `<data>/endpoint.json` how it is reached: `pid`,
      `port`, `token` and `version`. Frames and requests are the same. The first message must be
      the request `endpoint/hello` with the params `{"token": "…"}`, in a frame of at most 1024
      bytes whose header is `Content-Length` alone; it is answered with `RagCapabilities`. Anything
      else, a wrong token, or nothing within five seconds closes the connection without an answer.
      Then the requests of `features` are served, with `$/progress`, `$/cancelRequest` and
      `window/workDoneProgress/cancel`; when the connection ends, what it asked for is cancelled. A
      connection is closed after five to ten minutes without a request; 16 are served at a time, one
      more is answered with `busy`.
      """;

  private static final String ERRORS =
      """

      ## Errors

      | code | when |
      |---|---|
      | -32700 | the frame holds no JSON |
      | -32600 | not a request, too large, too deeply nested, or after `shutdown` |
      | -32601 | unknown method |
      | -32602 | a member is missing, of the wrong type, or not one of the allowed words; the message names it |
      | -32603 | an error of the program; `data.incident` finds it in the server's log |
      | -32002 | before `initialize` was answered |
      | -32800 | cancelled |
      | -32801 | the workspace was opened anew, with other settings, while the request ran; ask again |
      """;

  private final StringBuilder text = new StringBuilder(HEAD);
  private final Set<Class<?>> written = new LinkedHashSet<>();

  private ReferenceText() {}

  static String write() {
    ReferenceText reference = new ReferenceText();
    WireModel.requests().forEach(reference::message);
    WireModel.notifications().forEach(reference::message);
    reference.text.append("\n## Other shapes\n");
    WireModel.OTHERS.forEach(reference::shape);
    for (Class<?> type : WireModel.types()) {
      reference.shape(type);
    }
    reference.errors();
    return reference.text.toString();
  }

  private void message(WireModel.Message message) {
    text.append("\n## `").append(message.method()).append("`\n\n");
    text.append(message.meaning()).append(".\n");
    shape(message.params());
    Class<?> result = message.result();
    if (result != null) {
      shape(result);
    }
  }

  private void shape(Class<?> type) {
    if (!written.add(type)) {
      return;
    }
    text.append("\n### ").append(WireModel.name(type)).append("\n\n");
    text.append(WireModel.meaning(type)).append(".\n");
    if (type.isEnum()) {
      text.append("\n| word | meaning |\n|---|---|\n");
      WireModel.words(type).forEach((word, meaning) -> row("`\"" + word + "\"`", meaning));
    } else if (type.getRecordComponents().length > 0) {
      text.append("\n| field | type | required | meaning |\n|---|---|---|---|\n");
      for (RecordComponent component : type.getRecordComponents()) {
        row(
            "`" + component.getName() + "`",
            "`" + TypeScriptText.type(component.getGenericType()).replace("readonly ", "") + "`",
            WireModel.required(component) ? "yes" : "",
            WireModel.meaning(component));
      }
    }
  }

  private void errors() {
    text.append(ERRORS);
    var words = WireModel.words(ErrorCode.class).entrySet().iterator();
    for (ErrorCode code : ErrorCode.values()) {
      var word = words.next();
      row(String.valueOf(code.code()), "`" + word.getKey() + "`: " + word.getValue());
    }
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells).replace("|  |", "| |")).append(" |\n");
  }
}
