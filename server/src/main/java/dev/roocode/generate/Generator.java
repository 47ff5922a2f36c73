package dev.roocode.generate;

import dev.roocode.base.Cancellation;
import java.util.function.Consumer;

/** A model that writes. Thread-safe; several prompts may be written at once. */
public interface Generator extends AutoCloseable {
  /** Who writes, for people: {@code qwen2.5-coder at 127.0.0.1}. Holds no key. */
  String name();

  /** The host that reads the prompt, where that is another machine; empty on this one. */
  String remoteHost();

  /** Whether the same prompt gives the same text, so that an answer may be kept. */
  boolean isRepeatable();

  /**
   * Writes, on the caller's thread.
   *
   * @param piece receives the text in pieces of whole characters, none empty
   * @throws ContextOverflow before anything was written
   * @throws dev.roocode.domain.Fault before anything was written: no such model, wrong key, nobody
   *     there; after the first piece it is the outcome's
   * @throws java.util.concurrent.CancellationException once cancelled; the model was told to stop
   */
  Outcome write(Prompt prompt, Consumer<String> piece, Cancellation cancellation)
      throws ContextOverflow;

  @Override
  void close();
}
