package dev.roocode.chunk;

import dev.roocode.domain.Language;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;

/** Where grammars come from. Thread-safe. */
@FunctionalInterface
interface Grammars {
  /** Null when the library is missing, or does not exist for this platform. */
  @Nullable TSLanguage load(Language language);
}
