package dev.roocode.tools;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.service.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools of one workspace, wherever it is open. Thread-safe. */
public interface Toolbox {
  /**
   * A tool as agents see it.
   *
   * @param name by which it is called
   * @param title for people
   * @param description for a model
   * @param inputSchema JSON Schema 2020-12 of its arguments
   * @param outputSchema the same of its structured answer
   * @param readOnly whether it only reads
   */
  record Card(
      String name,
      String title,
      String description,
      JsonObject inputSchema,
      JsonObject outputSchema,
      boolean readOnly) {}

  /**
   * What a tool answers.
   *
   * @param text for a model to read
   * @param structured the same as data; null with an error
   * @param isError whether the tool could not do it; the text says why, and what to do
   */
  record Reply(String text, @Nullable JsonObject structured, boolean isError) {}

  /** Those that can be called now. */
  List<Card> list(Cancellation cancellation);

  /** Whether {@link #call} knows a tool of this name. */
  default boolean has(String name, Cancellation cancellation) {
    return list(cancellation).stream().anyMatch(card -> card.name().equals(name));
  }

  /**
   * Calls one. What the workspace or the tool refuses is a reply with {@code isError}; errors of
   * the program are thrown.
   *
   * @throws java.util.concurrent.CancellationException once cancelled
   */
  Reply call(String name, JsonObject arguments, Progress progress, Cancellation cancellation);
}
