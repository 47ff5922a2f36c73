package dev.roocode.generate;

/** An answer that is not in the form that was agreed. Its message holds nothing of the answer. */
final class Garbled extends Exception {
  private static final long serialVersionUID = 1;

  Garbled(String message) {
    super(message);
  }
}
