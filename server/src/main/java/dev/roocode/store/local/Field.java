package dev.roocode.store.local;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a row holds of a workspace's words; the name is part of what seals a value. */
enum Field {
  /** Looked up by its value, so equal ones look equal. */
  ROOT(true),
  /** Looked up by its value. */
  PATH(true),
  /** Qualified name of a chunk. */
  SYMBOL(false),
  /** Simple names of a chunk. */
  SYMBOLS(false),
  /** Of a definition. */
  NAME(false),
  /** Of a definition. */
  CONTAINER(false),
  /** Of a content. */
  TEXT(false),
  /** Of the vocabulary. */
  WORDS(false),
  /** Of a content. */
  VECTOR(false);

  private final boolean lookedUp;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final byte[] context;

  Field(boolean lookedUp) {
    this.lookedUp = lookedUp;
    this.context = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }

  boolean isLookedUp() {
    return lookedUp;
  }

  byte[] context() {
    return context.clone();
  }
}
