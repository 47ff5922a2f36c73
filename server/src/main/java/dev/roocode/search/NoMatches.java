package dev.roocode.search;

import dev.roocode.store.Matches;

/** What a half that did not answer has found. */
enum NoMatches implements Matches {
  NONE;

  @Override
  public long[] best() {
    return new long[0];
  }

  @Override
  public float chunk(long id) {
    return 0;
  }

  @Override
  public float file(long id) {
    return 0;
  }
}
