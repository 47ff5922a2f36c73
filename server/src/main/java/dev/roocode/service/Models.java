package dev.roocode.service;

import dev.roocode.embed.Embedder;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The models that a workspace may use; each is made when it is first needed and closed with the
 * workspace. Making one may take seconds, and may throw.
 *
 * @param embedder empty where text search alone is wanted
 * @param authorship who writes answers
 */
public record Models(Supplier<Optional<Embedder>> embedder, Authorship authorship) {
  /** None that writes. */
  static Models of(Supplier<Optional<Embedder>> embedder) {
    return new Models(embedder, Authorship.NONE);
  }
}
