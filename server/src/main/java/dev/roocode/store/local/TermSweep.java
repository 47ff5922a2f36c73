package dev.roocode.store.local;

import dev.roocode.text.PackedTerms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

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
    if (added > most && added > newest / 4) {
      database.write(() -> {
        keep(held());
        Meta.SWEPT.write(database, newest);
        Meta.GENERATION.write(database, Meta.GENERATION.read(database) + 1);
      });
    }
  }

  private BitSet held() {
    BitSet held = new BitSet();
    try {
      database.each(
          RowCheck.CHUNKS, // compared with their sums: a number out of nowhere would cost memory
          row -> PackedTerms.decode(RowCheck.terms(database, row), (term, count) -> held.set(term)),
          0);
    } catch (IllegalArgumentException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
    return held;
  }

  private void keep(BitSet held) {
    List<TermBlock> blocks = new ArrayList<>(List.of(new TermBlock()));
    TermBlock.read(
        database,
        0,
        (id, term) -> {
          if (held.get(id)) {
            if (blocks.getLast().isFull()) {
              blocks.add(new TermBlock());
            }
            blocks.getLast().add(id, term);
          }
        });
    database.update("DELETE FROM terms");
    blocks.forEach(block -> block.store(database));
  }
}
