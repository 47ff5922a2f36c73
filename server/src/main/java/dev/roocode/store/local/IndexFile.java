package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import dev.roocode.store.local.Connector.Access;
import dev.roocode.store.local.VectorTable.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The database file of an index that nobody has open: a copy, or one being restored. */
public final class IndexFile {
  /** Its name inside of a version folder. */
  public static final String NAME = OpenVersion.FILE;

  private IndexFile() {}

  /**
   * Reads all of it and counts: SQLite's own check of pages, indexes and full text
   * (https://www.sqlite.org/pragma.html#pragma_integrity_check), the index of names against the
   * names, each text against its hash, each row against its sum, the ranges of the files against
   * the rows. Leaves no other file behind.
   *
   * @throws Fault.Corrupt naming what does not fit
   * @throws Fault.TooNew when a newer program wrote it
   */
  public static IndexFacts check(Path file, LocalStoreSettings settings) {
    SqlFaults faults = new SqlFaults(file, false);
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        throw faults.corrupt("the file is missing or empty", null);
      }
    } catch (IOException e) {
      throw DataFolder.fault(file, e);
    }
    try (Database database =
        new Database(Connector.SQLITE, file, Access.IMMUTABLE, settings, faults)) {
      Schema.CURRENT.check(database, file.toString());
      checkPages(database);
      Meta.check(database);
      long mark = Meta.SEALED.read(database);
      Fields fields =
          mark == 0 ? Fields.PLAIN : SealedFields.of(mark, settings.sealing().keys().get(), faults);
      database.with(() -> fields);
      if (Schema.versionOf(database) >= Schema.SUMMED) {
        new RowCheck(database).run();
      }
      checkRows(database);
      if (mark == 0) {
        NameCheck.run(database);
      }
      return facts(database);
    }
  }

  private static void checkPages(Database database) {
    database.each(
        "PRAGMA integrity_check(1)",
        row -> {
          if (!row.getString(1).equals("ok")) {
            throw database.faults().corrupt(row.getString(1), null);
          }
        });
  }

  private static void checkRows(Database database) {
    demandNone(database, "chunks of no file", UNOWNED.formatted("chunks", "chunk", "chunks"));
    demandNone(database, "symbols of no file", UNOWNED.formatted("symbols", "symbol", "symbols"));
    demandNone(
        database,
        "files whose chunks are missing",
        "SELECT sum(chunks) - (SELECT count(*) FROM chunks) FROM files");
    demandNone(
        database,
        "files whose symbols are missing",
        "SELECT sum(symbols) - (SELECT count(*) FROM symbols) FROM files");
    demandNone(
        database,
        "texts that wait for a vector without a content",
        "SELECT count(*) FROM queue WHERE content NOT IN (SELECT id FROM contents)");
    ChunkReader reader = new ChunkReader(database);
    database.each(
        "SELECT id FROM chunks",
        row -> {
          if (reader.chunks(new long[] {row.getLong(1)}).isEmpty()) {
            throw database.faults().corrupt("a chunk of no file", null);
          }
        });
  }

  private static final String UNOWNED =
      """
      SELECT count(*) FROM %1$s r LEFT JOIN files f ON f.id=r.file
      WHERE f.id IS NULL OR r.id < f.first_%2$s OR r.id >= f.first_%2$s + f.%3$s\
      """;

  private static void demandNone(Database database, String what, String sql) {
    long found = database.number(sql);
    if (found != 0) {
      throw database.faults().corrupt(what + ": " + found, null);
    }
  }

  private static IndexFacts facts(Database database) {
    Optional<Model> model = new VectorTable(database).model(Meta.ANSWERING);
    return new IndexFacts(
        Schema.versionOf(database),
        model.map(Model::name).orElse(""),
        Meta.GENERATION.read(database),
        count(database, "files"),
        count(database, "chunks"),
        count(database, "symbols"),
        model.map(known -> count(database, known.table())).orElse(0L),
        count(database, "queue"));
  }

  private static long count(Database database, String table) {
    return database.number("SELECT count(*) FROM " + table);
  }
}
