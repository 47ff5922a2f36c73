package dev.roocode.protocol;

import java.util.List;

/** The messages of {@code rag/verifyAnswer}. */
public final class RagVerifyAnswer {
  private RagVerifyAnswer() {}

  /** A text that a model wrote. */
  @Doc("A text that a model wrote to a prompt of `rag/assemble`")
  public record Params(
      @Doc("of the prompt") String promptHash, @Doc("as the model wrote it") String text) {}

  /** What of it holds. */
  @Doc("The text made safe, and what of it holds")
  public record Result(
      @Doc("Markdown without links, images, HTML and invisible characters") String text,
      @Doc("of the citations") RagAsk.Verification verification,
      @Doc("the passages that the text cites and that were verified, in the order of their numbers")
          List<RagAsk.Citation> citations,
      @Doc("pieces of the text that were checked, in their order; they do not overlap")
          List<RagAsk.Mark> marks) {}
}
