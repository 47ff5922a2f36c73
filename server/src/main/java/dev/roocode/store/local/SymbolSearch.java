package dev.roocode.store.local;

import dev.roocode.domain.SymbolHit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Definitions by a part of their name. Names are found by their trigrams; shorter texts by a look
 * at every name. Sealed names are found in memory ({@link NameList}). SQLite's LIKE folds the case
 * of ASCII letters only, so other texts are compared here; only names that hold other letters can
 * match them, and those are few.
 */
final class SymbolSearch {
  /** No name is longer. */
  private static final int LONGEST = 1_000;

  private static final String SELECT =
      """
      SELECT f.root, f.path, s.id, s.name, s.container, s.kind, s.first, s.last, s.name_line
      FROM symbols s JOIN files f ON f.id=s.file WHERE
      """;
  private static final String TRIGRAMS =
      "s.id IN (SELECT rowid FROM symbol_names WHERE symbol_names MATCH ?) AND ";
  private static final String ASCII =
      """
      s.name LIKE ? ESCAPE '\\'
      ORDER BY CASE WHEN s.name LIKE ? ESCAPE '\\' THEN 0 WHEN s.name LIKE ? ESCAPE '\\' THEN 1
        ELSE 2 END, length(s.name), s.name, f.root, f.path, s.id LIMIT ?\
      """;
  private static final String OTHER = "length(s.name) < length(CAST(s.name AS BLOB))";

  private final Database database;
  private final SymbolTable table;
  private final NameList names;

  /**
   * @param names asked where the names are sealed
   */
  SymbolSearch(Database database, NameList names) {
    this.database = database;
    this.names = names;
    this.table = new SymbolTable(database);
  }

  List<SymbolHit> find(String text, int limit) {
    if (text.isEmpty() || text.length() > LONGEST || text.indexOf(0) >= 0 || limit < 1) {
      return List.of();
    }
    if (database.fields().isSealed()) {
      return sealed(text, limit);
    }
    List<Object> values = new ArrayList<>();
    String trigrams = "";
    if (text.codePointCount(0, text.length()) >= 3) {
      trigrams = TRIGRAMS;
      values.add(trigrams(text));
    }
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        ? ascii(text, trigrams, values, limit)
        : other(text, trigrams, values, limit);
  }

  private List<SymbolHit> sealed(String text, int limit) {
    String wanted = fold(text);
    List<SymbolHit> found = new ArrayList<>();
    for (List<Long> alike : names.find(database, wanted)) {
      for (long id : alike) {
        found.addAll(read("s.id=?", List.of(id)));
      }
      if (found.size() >= limit) {
        break;
      }
    }
    return found.stream().sorted(order(wanted)).limit(limit).toList();
  }

  private List<SymbolHit> ascii(String text, String where, List<Object> values, int limit) {
    String like = text.replaceAll("[\\\\%_]", "\\\\$0");
    values.addAll(List.of("%" + like + "%", like, like + "%", limit));
    return read(where + ASCII, values);
  }

  private List<SymbolHit> other(String text, String where, List<Object> values, int limit) {
    String wanted = fold(text);
    return read(where + OTHER, values).stream()
        .filter(hit -> fold(name(hit)).contains(wanted))
        .sorted(order(wanted))
        .limit(limit)
        .toList();
  }

  private static Comparator<SymbolHit> order(String wanted) {
    return Comparator.comparingInt((SymbolHit hit) -> rank(fold(name(hit)), wanted))
        .thenComparingInt(hit -> name(hit).length())
        .thenComparing(SymbolSearch::name)
        .thenComparing(SymbolHit::path);
  }

  private List<SymbolHit> read(String where, List<Object> values) {
    return database.list(
        SELECT + where,
        row -> new SymbolHit(ChunkReader.path(database, row, 1), table.symbol(row, 3)),
        values.toArray());
  }

  private static String name(SymbolHit hit) {
    return hit.symbol().name();
  }

  static int rank(String name, String wanted) {
    return name.equals(wanted) ? 0 : name.startsWith(wanted) ? 1 : 2;
  }

  static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Each three letters in a row, as strings of the FTS5 query language; all must occur. */
  private static String trigrams(String text) {
    int[] letters = text.codePoints().toArray();
    StringBuilder query = new StringBuilder();
    for (int i = 0; i + 3 <= letters.length; i++) {
      String trigram = new String(letters, i, 3);
      query.append('"').append(trigram.replace("\"", "\"\"")).append("\" ");
    }
    return query.toString();
  }
}
