package dev.roocode.generate;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param messages in their order; the first may be {@link Role#SYSTEM}, the last is the user's
 * @param maxAnswerTokens the model is to stop after so many
 */
public record Prompt(List<Message> messages, int maxAnswerTokens) {
  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** One turn. */
  public record Message(Role role, String content) {}

  public Prompt {
    messages = List.copyOf(messages);
  }
}
