package dev.roocode.generate;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A model in memory that writes what the test says. */
public final class ScriptedGenerator implements Generator {
  /** What it does with one prompt. */
  @FunctionalInterface
  public interface Script {
    Outcome write(Prompt prompt, Consumer<String> piece, Cancellation cancellation)
        throws ContextOverflow;
  }

  public static final Outcome COMPLETE =
      new Outcome(Outcome.Ending.COMPLETE, Optional.empty(), Optional.empty());

  public static final Outcome LENGTH =
      new Outcome(Outcome.Ending.LENGTH, Optional.empty(), Optional.empty());

  /** The prompts that it got. */
  public final List<Prompt> prompts = new CopyOnWriteArrayList<>();

  public volatile String host = "";
  public volatile boolean repeatable = true;
  public volatile boolean closed;
  public volatile Script script;

  public ScriptedGenerator(Script script) {
    this.script = script;
  }

  /** Writes this text in pieces of the given length. */
  public static ScriptedGenerator of(String text, int length) {
    return new ScriptedGenerator((prompt, piece, cancellation) -> {
      write(text, length, piece);
      return COMPLETE;
    });
  }

  public static void write(String text, int length, Consumer<String> piece) {
    for (int at = 0; at < text.length(); at += length) {
      piece.accept(text.substring(at, Math.min(text.length(), at + length)));
    }
  }

  public static Outcome broken(Fault fault) {
    return new Outcome(Outcome.Ending.BROKEN, Optional.of(fault), Optional.empty());
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String remoteHost() {
    return host;
  }

  @Override
  public boolean isRepeatable() {
    return repeatable;
  }

  @Override
  public Outcome write(Prompt prompt, Consumer<String> piece, Cancellation cancellation)
      throws ContextOverflow {
    prompts.add(prompt);
    return script.write(prompt, piece, cancellation);
  }

  @Override
  public void close() {
    closed = true;
  }
}
