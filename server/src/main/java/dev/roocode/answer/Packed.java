package dev.roocode.answer;

import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.generate.Prompt;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A prompt and the passages in it, in the order of their numbers.
 *
 * @param tokens of all messages
 */
public record Packed(Prompt prompt, List<Excerpt> excerpts, int tokens) {
  public Packed {
    excerpts = List.copyOf(excerpts);
  }

  /** The same messages have the same. */
  public ContentHash hash() {
    StringBuilder all = new StringBuilder().append(prompt.maxAnswerTokens());
    prompt
        .messages()
        .forEach(message ->
            all.append('\0').append(message.role()).append('\0').append(message.content()));
    return ContentHash.of(all.toString());
  }

  Packed withAnswerTokens(int most) {
    return new Packed(new Prompt(prompt.messages(), most), excerpts, tokens);
  }

  /** Makes a text safe that a model wrote to this prompt, and compares it with the passages. */
  public CheckedText check(String text, Predicate<FilePath> changed) {
    return Check.all(Sanitizer.sanitized(text), excerpts, changed);
  }

  public List<Answer.Source> sources() {
    return IntStream.range(0, excerpts.size())
        .mapToObj(i -> {
          Excerpt excerpt = excerpts.get(i);
          return new Answer.Source(
              i + 1, excerpt.path(), excerpt.lines(), excerpt.symbol(), excerpt.stale());
        })
        .toList();
  }

  /** The files that the passages come from. */
  public Set<FilePath> files() {
    Set<FilePath> files = new TreeSet<>();
    excerpts.forEach(excerpt -> files.add(excerpt.path()));
    return files;
  }

  public Assembly assembly() {
    return new Assembly(prompt.messages(), sources(), hash(), tokens);
  }

  /** About how much memory it takes. */
  public int bytes() {
    return 500
        + 2 * prompt.messages().stream().mapToInt(message -> message.content().length()).sum()
        + excerpts.stream().mapToInt(excerpt -> 300 + 2 * excerpt.text().length()).sum();
  }
}
