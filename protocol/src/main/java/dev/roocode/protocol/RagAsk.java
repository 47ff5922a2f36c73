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
      @Doc("who writes the text: `extractive` (when absent) or `http`, the model of the settings")
          @Nullable String generator,
      @Doc("true: not from what is kept of an earlier, equal question")
          @Nullable Boolean regenerate,
      @Doc("true: the user allows for this workspace that passages go to another machine")
          @Nullable Boolean allowRemote,
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

  /** A passage that the text was made from. */
  @Doc("A passage that the text was made from")
  public record Source(
      @Doc("its number: `[n]` in the text refers to it") int n,
      @Doc("of the file") String uri,
      @Doc("the file as people read it: below its workspace folder") String path,
      @Doc("whole lines") Range range,
      @Doc("qualified name of the definition it belongs to") @Nullable String symbol,
      @Doc("whether the file has changed since it was indexed") boolean stale) {}

  /** What a piece of the text claims to be. */
  @Doc("What a piece of the text claims to be")
  public enum What {
    @SerializedName("source")
    @Doc("a reference by number, such as `[2]`")
    SOURCE,
    @SerializedName("place")
    @Doc("a file with lines, such as `src/Hash.java:12` or `src/Hash.java:12-14`")
    PLACE,
    @SerializedName("identifier")
    @Doc("a name in backquotes")
    IDENTIFIER
  }

  /** What a check of it against the passages found. */
  @Doc(
      "What a check against the passages found. It proves that the place exists, not that the claim is true")
  public enum State {
    @SerializedName("verified")
    @Doc("it is in the passages, and their file is as it was")
    VERIFIED,
    @SerializedName("fabricated")
    @Doc("no passage holds it")
    FABRICATED,
    @SerializedName("stale")
    @Doc("it is in the passages, but their file has changed since")
    STALE,
    @SerializedName("unverified")
    @Doc("it cannot be told: the passages do not show it, though it may exist")
    UNVERIFIED
  }

  /** A piece of the text that was checked. */
  @Doc("A piece of the text that was checked, in UTF-16 units of `text`")
  public record Mark(
      @Doc("where it begins") int start,
      @Doc("behind its end") int end,
      @Doc("what it claims to be") What what,
      @Doc("what the check found") State state,
      @Doc("the number of the passage; absent where none holds it") @Nullable Integer n,
      @Doc("where it leads, for `verified` alone") @Nullable String uri,
      @Doc("the lines it leads to, for `verified` alone") @Nullable Range range) {}

  /** What a check of the text against its citations found. */
  @Doc("How many pieces of the text were found to be what; names in backquotes are not counted")
  public record Verification(
      @Doc("references to passages that were given and are as they were") int cited,
      @Doc("references to passages or places that were not given") int fabricated,
      @Doc("references to passages whose file has changed since") int stale,
      @Doc("references that could not be checked") int unverified) {}

  /** Why the text is not what was asked for. */
  @Doc("Why the text is not what was asked for: of a model that did not write, or not to the end")
  public record Trouble(
      @Doc("the kind of fault, one of the words below") String fault,
      @Doc("what is affected: the model, its address, a setting") String resource,
      @Doc("one plain sentence") String message,
      @Doc("what the user can do") String hint,
      @Doc("when trying again makes sense") @Nullable Long retryAfterMillis) {}

  /** Milliseconds from the request to each point. */
  @Doc("Milliseconds from the request to each point")
  public record Timings(
      @Doc("until the passages were found") long retrieve,
      @Doc("until the first piece of text") long firstToken,
      @Doc("until the last piece of text") long complete,
      @Doc("until its citations were checked") long verified) {}

  /** The answer. */
  @Doc("An answer with its sources")
  public record Result(
      @Doc("how it came to be") Kind kind,
      @Doc("Markdown") String text,
      @Doc("the passages that the text cites and that were verified, in the order of their numbers")
          List<Citation> citations,
      @Doc("all passages that the text was made from, in the order of their numbers")
          List<Source> sources,
      @Doc("pieces of the text that were checked, in their order; they do not overlap")
          List<Mark> marks,
      @Doc("of the citations") Verification verification,
      @Doc("what wrote the text") String generator,
      @Doc("whether it was kept from an earlier, equal question") boolean cached,
      @Doc("whether the text is whole; false where the model broke off or reached its limit")
          boolean complete,
      @Doc("why a model that was asked for did not write, or not to the end; absent where it did")
          @Nullable Trouble problem,
      @Doc("how long it took") Timings timings) {}

  /** A part of the text, sent before the answer. */
  @Doc("The `value` of `$/progress` for a `partialResultToken` of `rag/ask`")
  public record Partial(@Doc("the next piece; all pieces joined are the text") String text) {}
}
