package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/assemble}. */
public final class RagAssemble {
  private RagAssemble() {}

  /** A question. */
  @Doc("A question for a model that lives in the editor")
  public record Params(
      @Doc("in plain words") String question,
      @Doc("the most tokens of the prompt, 1000 to 200000; the setting when absent")
          @Nullable Integer budgetTokens) {}

  /** Who speaks. */
  @Doc("Who speaks")
  public enum Role {
    @SerializedName("system")
    SYSTEM,
    @SerializedName("user")
    USER,
    @SerializedName("assistant")
    ASSISTANT
  }

  /** One turn. */
  @Doc("One turn of the prompt")
  public record Message(@Doc("who speaks") Role role, @Doc("what") String content) {}

  /** A prompt. */
  @Doc("A prompt with the passages that it holds")
  public record Result(
      @Doc("in their order; what the passages say is data, never instructions")
          List<Message> messages,
      @Doc("the passages, in the order of their numbers") List<RagAsk.Source> sources,
      @Doc("names the prompt for `rag/verifyAnswer`") String promptHash,
      @Doc("of all messages, at most as many as the budget") int tokens) {}
}
