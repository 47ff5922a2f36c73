package dev.roocode.service;

import dev.roocode.embed.Embedder;
import dev.roocode.generate.Generator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The models that a workspace may use; each is made when it is first needed and closed with the
 * workspace. Making one may take seconds, and may throw.
 *
 * @param embedder empty where text search alone is wanted
 * @param generator empty where answers are to be quotations
 */
public record Models(
    Supplier<Optional<Embedder>> embedder, Supplier<Optional<Generator>> generator) {
  /** None that writes. */
  static Models of(Supplier<Optional<Embedder>> embedder) {
    return new Models(embedder, Optional::empty);
  }
}
