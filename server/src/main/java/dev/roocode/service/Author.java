package dev.roocode.service;

import dev.roocode.answer.Packed;
import dev.roocode.domain.Fault;
import dev.roocode.generate.Generator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model that writes answers, made when it is first wanted. Thread-safe. */
final class Author implements AutoCloseable {
  private final Supplier<Optional<Generator>> made;
  private final boolean allowRemote;
  private @Nullable Generator generator;
  private boolean closed;

  Author(Authorship authorship) {
    this.made = authorship.generator();
    this.allowRemote = authorship.allowRemote();
  }

  /**
   * The model.
   *
   * @throws Fault where there is none; the next call tries again
   */
  synchronized Generator get() {
    if (closed) {
      throw Runs.closed();
    }
    Generator known = generator;
    if (known == null) {
      known =
          made.get()
              .orElseThrow(() ->
                  new Fault.NotReady(
                      "generator",
                      "no model is set up that writes answers",
                      "set generator.provider, generator.url and generator.model"));
      generator = known;
    }
    return known;
  }

  /**
   * Passages leave this machine only where the user has said so.
   *
   * @throws Fault.Denied where nobody has
   */
  void permit(Generator writer, Packed packed, boolean allowed) {
    String host = writer.remoteHost();
    if (!host.isEmpty() && !allowed && !allowRemote) {
      int files = packed.files().size();
      throw new Fault.Denied(
          host,
          "would receive the question and passages of " + files + (files == 1 ? " file" : " files"),
          "allow it for this workspace, or use a model on this machine");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (generator != null) {
      generator.close();
    }
  }
}
