package dev.roocode.generate;

/** The prompt is longer than the model can read. Nothing was written; a shorter one may do. */
public final class ContextOverflow extends Exception {
  private static final long serialVersionUID = 1;

  private final int contextTokens;

  /**
   * @param contextTokens how much the model reads at most, prompt and answer together; 0 where it
   *     does not tell
   */
  public ContextOverflow(int contextTokens) {
    super("the prompt is longer than the model can read");
    this.contextTokens = contextTokens;
  }

  public int contextTokens() {
    return contextTokens;
  }
}
