package dev.roocode.store.local;

import java.util.List;
import java.util.zip.DataFormatException;

/**
 * The stored form of some terms: one to a line in the order of their numbers, packed like a text. A
 * line that begins with the character 1 says the number of the next term; else it is one more than
 * the one before. A term alone would take 20 bytes, in a block about six.
 */
final class TermBlock {
  /** Takes a term with its number. */
  @FunctionalInterface
  interface Taker {
    void take(int id, String term);
  }

  /** Terms in one block at most: more only slow the reading of one. */
  static final int MOST = 4_096;

  private static final char NUMBER = '\u0001';

  private final StringBuilder lines = new StringBuilder();
  private int count;
  private int last = -1;

  /** Terms come with rising numbers. */
  void add(int id, String term) {
    if (count == 0 || id != last + 1) {
      lines.append(NUMBER).append(id).append('\n');
    }
    lines.append(term).append('\n');
    last = id;
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count >= MOST;
  }

  /** Writes the row, whose key is the last number. */
  void store(Database database) {
    if (!isEmpty()) {
      byte[] packed = database.texts().pack(lines.toString());
      byte[] stored = database.fields().bytes(Field.WORDS, packed);
      database.update(
          "INSERT INTO terms(id,words,sum) VALUES (?,?,?)",
          last,
          stored,
          database.fields().sum(last, new RowSum().add(last).add(packed).value()));
    }
  }

  /**
   * Reads the terms after a number.
   *
   * @return the last number
   */
  static int read(Database database, int after, Taker taker) {
    int[] next = {after};
    database.each(
        "SELECT id, words, sum FROM terms WHERE id > ? ORDER BY id",
        row -> {
          byte[] packed = database.fields().opened(Field.WORDS, database.bytes(row, 2));
          long stored = database.fields().openedSum(row.getObject(3));
          if (!new RowSum().add(row.getLong(1)).add(packed).fits(stored)) {
            throw database
                .faults()
                .corrupt("a part of the vocabulary is not what was stored", null);
          }
          for (String line : lines(database, packed)) {
            if (line.charAt(0) == NUMBER) {
              next[0] = Integer.parseInt(line.substring(1)) - 1;
            } else {
              taker.take(++next[0], line);
            }
          }
        },
        after);
    return next[0];
  }

  private static List<String> lines(Database database, byte[] packed) {
    try {
      return database.texts().unpack(packed).lines().toList();
    } catch (DataFormatException e) {
      throw database.faults().corrupt("terms cannot be unpacked", e);
    }
  }
}
