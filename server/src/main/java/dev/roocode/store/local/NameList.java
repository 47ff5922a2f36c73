package dev.roocode.store.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The names of all definitions in memory, where they are sealed on disk and cannot be searched
 * there. Filled when it is first asked, then brought up to date by what was added; rows that are
 * gone are noticed by whoever reads them. Thread-safe.
 */
final class NameList {
  /** Beyond twice the rows and this, it is read anew. */
  private static final int SLACK = 10_000;

  private record Named(long id, String name) {}

  private final List<Named> names = new ArrayList<>();
  private long last;

  /**
   * Definitions whose name holds a text: in groups of equal names, the best first.
   *
   * @param wanted as {@link SymbolSearch#fold} leaves it
   */
  synchronized List<List<Long>> find(Database database, String wanted) {
    update(database);
    Comparator<String> order =
        Comparator.comparingInt((String name) -> SymbolSearch.rank(SymbolSearch.fold(name), wanted))
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());
    TreeMap<String, List<Long>> found = new TreeMap<>(order);
    for (Named named : names) {
      if (SymbolSearch.fold(named.name).contains(wanted)) {
        found.computeIfAbsent(named.name, name -> new ArrayList<>()).add(named.id);
      }
    }
    return List.copyOf(found.values());
  }

  private void update(Database database) {
    if (names.size() > SLACK + 2 * database.number("SELECT count(*) FROM symbols")) {
      names.clear();
      last = 0;
    }
    database.each(
        "SELECT id, name FROM symbols WHERE id > ? ORDER BY id",
        row -> {
          last = row.getLong(1);
          names.add(new Named(last, database.fields().text(Field.NAME, row, 2)));
        },
        last);
  }
}
