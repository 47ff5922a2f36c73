package dev.roocode.store.local;

import dev.roocode.text.PackedTerms;
import java.util.BitSet;

/**
 * Forgets terms that no chunk holds any more; else years of edits would fill the vocabulary. Done
 * when an index is opened and many terms came since the last time, so that memory has read none
 * yet. A follower reads all anew when {@link Meta#SWEPT} changes.
 */
final class TermSweep {
  private final Database database;

  TermSweep(Database database) {
    this.database = database;
  }

  /**
   * @param most terms that may have come since the last sweep
   */
  void run(int most) {
    long newest = database.number("SELECT seq FROM sqlite_sequence WHERE name='terms'");
    long added = newest - Meta.SWEPT.read(database);
    if (added <= most || added <= database.number("SELECT count(*) FROM terms") / 2) {
      return;
    }
    BitSet dead = new BitSet();
    database.each("SELECT id FROM terms", row -> dead.set(row.getInt(1)));
    try {
      database.each(
          "SELECT terms FROM chunks",
          row -> PackedTerms.decode(row.getBytes(1), (term, count) -> dead.clear(term)));
    } catch (IllegalArgumentException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
    database.write(() -> {
      dead.stream().forEach(id -> database.update("DELETE FROM terms WHERE id=?", id));
      Meta.SWEPT.write(database, newest);
      Meta.GENERATION.write(database, Meta.GENERATION.read(database) + 1);
    });
  }
}
