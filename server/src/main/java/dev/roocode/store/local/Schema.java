package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import java.util.List;

/**
 * The tables of {@code index.db} and the way from each older version to this one. The version
 * stands in {@code PRAGMA user_version} and in {@link Meta#FORMAT}. Formats: docs/STORAGE.md.
 *
 * <p>Identifiers of files, chunks, contents and terms rise and are never used again: followers and
 * the postings rely on it. Chunks and symbols of a file are numbered without gaps, so that no index
 * by file is needed. Vectors have one table per model, {@code vectors_<model>}, keyed by content.
 */
final class Schema {
  /** "RooC". */
  private static final int APPLICATION_ID = 0x526F6F43;

  private static final List<String> VERSION_1 =
      List.of(
          "CREATE TABLE meta(key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE files(id INTEGER PRIMARY KEY AUTOINCREMENT, root TEXT NOT NULL,
            path TEXT NOT NULL, language TEXT NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, hash BLOB NOT NULL, first_chunk INTEGER NOT NULL,
            chunks INTEGER NOT NULL, first_symbol INTEGER NOT NULL, symbols INTEGER NOT NULL)\
          """,
          "CREATE UNIQUE INDEX files_path ON files(root, path)",
          """
          CREATE TABLE contents(id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL,
            unused INTEGER)\
          """,
          "CREATE UNIQUE INDEX contents_hash ON contents(hash)",
          "CREATE INDEX contents_unused ON contents(unused) WHERE unused IS NOT NULL",
          "CREATE TABLE texts(content INTEGER PRIMARY KEY, text BLOB NOT NULL)",
          """
          CREATE TABLE chunks(id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL,
            content INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            kind INTEGER NOT NULL, terms BLOB NOT NULL, symbol TEXT NOT NULL, symbols TEXT)\
          """,
          "CREATE INDEX chunks_content ON chunks(content)",
          """
          CREATE TABLE symbols(id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL,
            name TEXT NOT NULL, container NOT NULL, kind INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, name_line INTEGER NOT NULL)\
          """,
          """
          CREATE VIRTUAL TABLE symbol_names USING fts5(name, content='symbols', content_rowid='id',
            columnsize=0, detail=none, tokenize='trigram')\
          """,
          "CREATE TABLE terms(id INTEGER PRIMARY KEY AUTOINCREMENT, words BLOB NOT NULL)",
          """
          CREATE TABLE models(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
            dimensions INTEGER NOT NULL, UNIQUE(name, dimensions))\
          """,
          """
          CREATE TABLE queue(content INTEGER PRIMARY KEY, attempts INTEGER NOT NULL,
            not_before INTEGER NOT NULL)\
          """,
          "INSERT INTO meta VALUES ('generation', 0), ('clean', 1), ('model', 0), ('answering', 0),"
              + " ('switched', 0), ('swept', 0)",
          "PRAGMA application_id=" + APPLICATION_ID);

  private static final List<String> VERSION_2 =
      List.of(
          "ALTER TABLE files ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0",
          "INSERT INTO meta VALUES ('sealed', 0), ('residue', 0)");

  /** Sums of rows; 0 in those that were written before. Vectors carry theirs in their bytes. */
  private static final List<String> VERSION_3 =
      List.of(
          "ALTER TABLE files ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE files ADD COLUMN names_sum INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE chunks ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE terms ADD COLUMN sum INTEGER NOT NULL DEFAULT 0");

  /** The version once more, and sums of what the index is told by. */
  private static final List<String> VERSION_4 =
      List.of(
          "ALTER TABLE meta ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE models ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
          "INSERT INTO meta(key, value) VALUES ('format', 4)");

  /** The first version whose rows have sums. */
  static final int SUMMED = 3;

  /**
   * The first version that stands in {@link Meta#FORMAT}, too. All later ones keep table {@code
   * meta} with {@code key, value, sum} in this order and that row: an older program knows by it
   * whether a number is damaged or newer.
   */
  static final int STATED = 4;

  /** What leads from version i to version i + 1. */
  static final Schema CURRENT = new Schema(List.of(VERSION_1, VERSION_2, VERSION_3, VERSION_4));

  private final List<List<String>> steps;

  Schema(List<List<String>> steps) {
    this.steps = steps;
  }

  List<List<String>> steps() {
    return steps;
  }

  int version() {
    return steps.size();
  }

  /** The version of what is stored; 0 in an empty database. */
  static int versionOf(Database database) {
    return (int) database.number("PRAGMA user_version");
  }

  /**
   * Refuses what this program cannot use; nothing is touched.
   *
   * @throws Fault.TooNew when a newer program wrote it
   * @throws Fault.Corrupt when it has no tables, or says two formats
   */
  void check(Database database, String resource) {
    database.snapshot(() -> examine(database, resource));
  }

  private void examine(Database database, String resource) {
    int format = versionOf(database);
    if (format == 0) {
      throw database.faults().corrupt("it holds no tables", null);
    }
    long stated = Meta.stated(database).orElse(0);
    long newest = stated > 0 ? stated : format;
    if (newest > version()) {
      throw new Fault.TooNew(
          resource,
          "has format " + newest + "; this version reads up to " + version(),
          "use the newer version of the program, or another data folder");
    }
    if (stated != format && (stated > 0 || format >= STATED)) {
      throw database.faults().corrupt("its format is told as " + format + " and " + stated, null);
    }
  }

  /** Brings the tables to this version, one transaction per step. */
  void migrate(Database database) {
    for (int from = versionOf(database); from < version(); from++) {
      List<String> statements = steps.get(from);
      int to = from + 1;
      database.write(() -> {
        statements.forEach(database::execute);
        if (to == STATED) {
          Meta.sumUp(database);
        }
        if (to >= STATED) {
          Meta.FORMAT.write(database, to);
        }
        database.execute("PRAGMA user_version=" + to);
      });
    }
  }
}
