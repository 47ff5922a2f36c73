package dev.roocode.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Hit;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.lsp.AnswerWire;
import dev.roocode.lsp.SnapshotWire;
import dev.roocode.lsp.ToWire;
import dev.roocode.service.Restored;
import dev.roocode.service.ServedWorkspace;
import java.util.List;

/**
 * What {@code --json} prints: the results of the wire, and for places also {@code path, startLine,
 * endLine} with lines counted from 1, both ends included.
 */
final class Json {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private Json() {}

  static String of(ReindexReport report) {
    return GSON.toJson(ToWire.reindex(report));
  }

  static String of(Status status) {
    return GSON.toJson(ToWire.status(status));
  }

  static String of(Snapshot snapshot) {
    return GSON.toJson(SnapshotWire.snapshot(snapshot));
  }

  static String snapshots(List<Snapshot> snapshots) {
    return GSON.toJson(SnapshotWire.list(snapshots));
  }

  static String of(Findings findings) {
    return GSON.toJson(SnapshotWire.findings(findings));
  }

  static String of(Restored restored) {
    return GSON.toJson(SnapshotWire.restored(restored));
  }

  static String of(Explanation explanation) {
    return GSON.toJson(ToWire.explanation(explanation));
  }

  static String of(List<Symbol> symbols) {
    return GSON.toJson(ToWire.outline(symbols));
  }

  static String of(SearchResult result, ServedWorkspace workspace) {
    JsonObject json = GSON.toJsonTree(new ToWire(workspace).search(result)).getAsJsonObject();
    JsonArray hits = json.getAsJsonArray("hits");
    for (int index = 0; index < hits.size(); index++) {
      place(hits.get(index).getAsJsonObject(), result.hits().get(index));
    }
    return GSON.toJson(json);
  }

  static String of(Answer answer, ServedWorkspace workspace) {
    JsonObject json = GSON.toJsonTree(new AnswerWire(workspace).answer(answer)).getAsJsonObject();
    JsonArray citations = json.getAsJsonArray("citations");
    for (int index = 0; index < citations.size(); index++) {
      Answer.Citation citation = answer.citations().get(index);
      JsonObject object = citations.get(index).getAsJsonObject();
      object.addProperty("path", citation.path().toString());
      object.addProperty("startLine", citation.lines().first());
      object.addProperty("endLine", citation.lines().last());
    }
    return GSON.toJson(json);
  }

  /** One line of a batch. */
  static String run(String id, SearchResult result) {
    JsonObject line = new JsonObject();
    line.addProperty("id", id);
    JsonArray results = new JsonArray();
    for (Hit hit : result.hits()) {
      JsonObject object = new JsonObject();
      object.addProperty("path", hit.path().toString());
      place(object, hit);
      object.addProperty("score", hit.score());
      results.add(object);
    }
    line.add("results", results);
    line.addProperty("tookMillis", result.tookMillis());
    return GSON.toJson(line);
  }

  private static void place(JsonObject object, Hit hit) {
    object.addProperty("startLine", hit.lines().first());
    object.addProperty("endLine", hit.lines().last());
  }
}
