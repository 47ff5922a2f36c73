package dev.roocode.tools;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.service.Progress;
import dev.roocode.service.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tools of a workspace that this process has open. Thread-safe, as the workspace is. */
public final class WorkspaceTools implements Toolbox {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private static final List<Tool<?, ?>> READING =
      List.of(
          new Tool<>(
              "search_code",
              "Search code",
              SearchCode.Arguments.class,
              SearchCode.Answer.class,
              true,
              SearchCode::run),
          new Tool<>(
              "read_chunk",
              "Read lines",
              ReadChunk.Arguments.class,
              ReadChunk.Answer.class,
              true,
              ReadChunk::run),
          new Tool<>(
              "find_symbol",
              "Find definitions",
              FindSymbol.Arguments.class,
              FindSymbol.Answer.class,
              true,
              FindSymbol::run),
          new Tool<>(
              "outline",
              "Outline of a file",
              FileOutline.Arguments.class,
              FileOutline.Answer.class,
              true,
              FileOutline::run),
          new Tool<>(
              "find_references",
              "Find references",
              FindReferences.Arguments.class,
              FindReferences.Answer.class,
              true,
              FindReferences::run),
          new Tool<>(
              "index_status",
              "Status of the index",
              IndexStatus.Arguments.class,
              IndexStatus.Answer.class,
              true,
              IndexStatus::run));

  private static final Tool<?, ?> REINDEX =
      new Tool<>(
          "reindex",
          "Update the index",
          Reindexing.Arguments.class,
          Reindexing.Answer.class,
          false,
          Reindexing::run);

  /** For the editor's own models. */
  private static final List<EditorTool> EDITOR =
      List.of(
          new EditorTool(
              "roocode_search",
              "search_code",
              "codeSearch",
              "Search Workspace (RooCode)",
              "Finds code and documents by meaning and by words"),
          new EditorTool(
              "roocode_read",
              "read_chunk",
              "codeRead",
              "Read Indexed File (RooCode)",
              "Reads lines of an indexed file, without secret values"),
          new EditorTool(
              "roocode_symbols",
              "find_symbol",
              "codeSymbols",
              "Find Definitions (RooCode)",
              "Finds classes, functions and other definitions by name"));

  private final Workspace workspace;
  private final boolean reindex;

  /**
   * @param reindex whether agents may have the index brought up to date
   */
  public WorkspaceTools(Workspace workspace, boolean reindex) {
    this.workspace = workspace;
    this.reindex = reindex;
  }

  /** All tools there are, those included that settings may forbid. */
  public static List<Card> all() {
    return cards(true);
  }

  /** Those that the editor offers to its models. */
  public static List<EditorTool> forEditor() {
    return EDITOR;
  }

  @Override
  public List<Card> list(Cancellation cancellation) {
    return cards(reindex);
  }

  private static List<Card> cards(boolean withReindex) {
    List<Card> cards = new ArrayList<>(READING.stream().map(Tool::card).toList());
    if (withReindex) {
      cards.add(REINDEX.card());
    }
    return cards;
  }

  @Override
  public Reply call(
      String name, JsonObject arguments, Progress progress, Cancellation cancellation) {
    Tool.Context context = new Tool.Context(workspace, progress, cancellation);
    try {
      return run(tool(plain(name)), arguments, context);
    } catch (Fault fault) {
      return refusal(fault);
    }
  }

  private static String plain(String name) {
    return EDITOR.stream()
        .filter(tool -> tool.name().equals(name))
        .map(EditorTool::tool)
        .findFirst()
        .orElse(name);
  }

  /** What an agent is told of a fault. */
  public static Reply refusal(Fault fault) {
    return new Reply(Shown.visible(fault.line()), null, true);
  }

  private Tool<?, ?> tool(String name) {
    if (name.equals(REINDEX.name())) {
      if (!reindex) {
        throw new Fault.Denied(
            name, "is not allowed", "the user can allow it with the setting mcp.allowReindex");
      }
      return REINDEX;
    }
    Optional<Tool<?, ?>> known =
        READING.stream().filter(tool -> tool.name().equals(name)).findFirst();
    return known.orElseThrow(() ->
        new Fault.NotFound(
            ArgumentReader.shown(name),
            "is no tool",
            "use one of " + String.join(", ", READING.stream().map(Tool::name).toList())));
  }

  private static <A extends Record, R extends Record> Reply run(
      Tool<A, R> tool, JsonObject arguments, Tool.Context context) {
    A given = ArgumentReader.read(arguments, tool.arguments());
    Tool.Outcome<R> outcome = tool.work().run(given, context);
    JsonObject data = GSON.toJsonTree(outcome.data()).getAsJsonObject();
    return new Reply(outcome.text(), data, false);
  }
}
