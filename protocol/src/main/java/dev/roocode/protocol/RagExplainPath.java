package dev.roocode.protocol;

import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/explainPath}. */
public final class RagExplainPath {
  private RagExplainPath() {}

  /** A file. */
  @Doc("A file")
  public record Params(@Doc("of the file") String uri) {}

  /** Why it is, or is not, indexed. */
  @Doc("Why a file is, or is not, indexed")
  public record Result(
      @Doc("whether its text is searchable now") boolean indexed,
      @Doc("one plain sentence") String reason,
      @Doc("the pattern or the name of the rule that decided") @Nullable String rule,
      @Doc("where the rule stands, such as `src/.gitignore:3`") @Nullable String source) {}
}
