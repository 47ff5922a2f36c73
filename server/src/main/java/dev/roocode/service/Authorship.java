package dev.roocode.service;

import dev.roocode.generate.Generator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who writes answers.
 *
 * @param generator makes the model when it is first needed; may take a moment, and may throw a
 *     fault, which the answer then names. Empty where none is wanted
 * @param allowRemote whether the settings let passages go to a model on another machine; else each
 *     request must say so
 */
public record Authorship(Supplier<Optional<Generator>> generator, boolean allowRemote) {
  /** Nobody: passages are quoted. */
  public static final Authorship NONE = new Authorship(Optional::empty, false);
}
