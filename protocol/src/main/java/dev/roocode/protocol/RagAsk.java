package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/ask}. */
public final class RagAsk {
  private RagAsk() {}

  /** A question. */
  @Doc("A question")
  public record Params(
      @Doc("in plain words") String question,
      @Doc("the most passages to use, 1 to 200; 10 when absent") @Nullable Integer limit,
      @Doc("who writes the text; `extractive` when absent") @Nullable String generator,
      @Doc("the text is also streamed as `$/progress` of this token")
          @Nullable Either<String, Integer> partialResultToken,
      @Doc("the work is shown under this token") @Nullable Either<String, Integer> workDoneToken) {}

  /** How an answer came to be. */
  @Doc("How an answer came to be")
  public enum Kind {
    @SerializedName("extractive")
    @Doc("passages found, quoted")
    EXTRACTIVE,
    @SerializedName("generated")
    @Doc("written by a model")
    GENERATED,
    @SerializedName("abstained")
    @Doc("nothing in the index answers the question")
    ABSTAINED
  }

  /** A place that the text refers to. */
  @Doc("A place that the text refers to")
  public record Citation(
      @Doc("as it stands in the text: `[n]`") int n,
      @Doc("of the file") String uri,
      @Doc("the file as people read it: below its workspace folder") String path,
      @Doc("whole lines") Range range,
      @Doc("of the cited text: the first 128 bits of its SHA-256, hexadecimal") String sha) {}

  /** What a check of the text against its citations found. */
  @Doc("What a check of the text against its citations found")
  public record Verification(
      @Doc("citations of passages that were given") int cited,
      @Doc("citations of passages that were not") int fabricated,
      @Doc("citations that were not checked") int unverified) {}

  /** Milliseconds from the request to each point. */
  @Doc("Milliseconds from the request to each point")
  public record Timings(
      @Doc("until the passages were found") long retrieve,
      @Doc("until the first piece of text") long firstToken,
      @Doc("until the end") long complete) {}

  /** The answer. */
  @Doc("An answer with its sources")
  public record Result(
      @Doc("how it came to be") Kind kind,
      @Doc("Markdown") String text,
      @Doc("in the order of their numbers") List<Citation> citations,
      @Doc("of the citations") Verification verification,
      @Doc("what wrote the text") String generator,
      @Doc("whether it was kept from an earlier, equal question") boolean cached,
      @Doc("how long it took") Timings timings) {}

  /** A part of the text, sent before the answer. */
  @Doc("The `value` of `$/progress` for a `partialResultToken` of `rag/ask`")
  public record Partial(@Doc("the next piece; all pieces joined are the text") String text) {}
}
