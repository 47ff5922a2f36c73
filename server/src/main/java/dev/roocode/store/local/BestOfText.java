package dev.roocode.store.local;

import dev.roocode.store.Matches;
import dev.roocode.text.TextMatches;

/** What the postings found, as the store says it. */
record BestOfText(TextMatches found) implements Matches {
  @Override
  public long[] best() {
    return found.best();
  }

  @Override
  public float chunk(long id) {
    return found.chunk(id);
  }

  @Override
  public float file(long id) {
    return found.file(id);
  }
}
