package dev.roocode.answer;

import dev.roocode.domain.Answer;
import dev.roocode.domain.ContentHash;
import dev.roocode.generate.Prompt;
import java.util.List;

/**
 * A prompt with the passages that it holds.
 *
 * @param messages what the model is asked, in order
 * @param sources in the order of their numbers
 * @param hash names the prompt
 * @param tokens of all messages, by the best count there is; never fewer than they have
 */
public record Assembly(
    List<Prompt.Message> messages, List<Answer.Source> sources, ContentHash hash, int tokens) {
  public Assembly {
    messages = List.copyOf(messages);
    sources = List.copyOf(sources);
  }
}
