package dev.roocode.answer;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Hit;
import dev.roocode.generate.Prompt;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Packs what a search found into a prompt of at most so many tokens. The same places make the same
 * prompt, as long as the workspace is open. Thread-safe.
 *
 * <p>The best passage comes first and the second best last: models read the middle of a long prompt
 * least (Liu et al., "Lost in the Middle", 2023).
 */
public final class Packing {
  /** A prompt with less room says nothing: the system's text alone has some 200 tokens. */
  public static final int BUDGET_MIN = 1_000;

  /** More than any model of today reads well. */
  public static final int BUDGET_MAX = 200_000;

  /** What a model may write at most; what the settings allow is less. */
  public static final int ANSWER_TOKENS = 4_096;

  private static final int MARK_BYTES = 8;

  private final Tokens tokens;
  private final String mark;

  /**
   * @param mark parts the sources; unknown to whoever writes files
   */
  Packing(Tokens tokens, String mark) {
    this.tokens = tokens;
    this.mark = mark;
  }

  /** For one session, with a mark that nobody can foresee. */
  public static Packing ofSession(Tokens tokens) {
    byte[] random = new byte[MARK_BYTES];
    new SecureRandom().nextBytes(random);
    return new Packing(tokens, "SOURCE-" + HexFormat.of().formatHex(random));
  }

  /**
   * Packs as much as fits, best places first.
   *
   * @param hits best first; none make a prompt that says so
   * @param budgetTokens of the whole prompt
   * @throws Fault.TooLarge where not a single passage fits
   */
  public Packed pack(String question, List<Hit> hits, Indexed indexed, int budgetTokens) {
    String asked = shortened(question, budgetTokens / 3);
    Packed bare = packed(List.of(), asked);
    if (hits.isEmpty()) {
      return bare;
    }
    Filling filling = new Filling(tokens, mark, indexed, budgetTokens - bare.tokens());
    hits.forEach(hit -> filling.add(Excerpt.of(hit)));
    filling.extend();
    List<Excerpt> ranked = new ArrayList<>(filling.ranked());
    while (!ranked.isEmpty()) {
      Packed packed = packed(ordered(ranked), asked);
      if (packed.tokens() <= budgetTokens) {
        return packed;
      }
      ranked.removeLast();
    }
    throw new Fault.TooLarge(
        "prompt",
        "no passage fits into " + budgetTokens + " tokens beside the question",
        "ask a shorter question, or allow more by answer.budgetTokens");
  }

  private Packed packed(List<Excerpt> excerpts, String question) {
    List<Prompt.Message> messages =
        List.of(PromptText.system(), PromptText.user(mark, excerpts, question));
    int count = messages.stream().mapToInt(message -> tokens.count(message.content())).sum();
    return new Packed(new Prompt(messages, ANSWER_TOKENS), excerpts, count);
  }

  private static List<Excerpt> ordered(List<Excerpt> ranked) {
    List<Excerpt> ordered = new ArrayList<>(ranked);
    if (ordered.size() > 2) {
      ordered.add(ordered.remove(1));
    }
    return ordered;
  }

  /** So much of the question as has at most so many tokens. */
  private String shortened(String question, int most) {
    int chars = question.length();
    String kept = PromptText.question(mark, question, chars);
    int count = tokens.count(kept);
    while (count > most) {
      chars = Math.min(chars - 1, (int) ((long) chars * most / count));
      kept = PromptText.question(mark, question, chars);
      count = tokens.count(kept);
    }
    return kept;
  }
}
