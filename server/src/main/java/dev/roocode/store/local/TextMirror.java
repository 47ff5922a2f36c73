package dev.roocode.store.local;

import dev.roocode.store.FileFilter;
import dev.roocode.store.TermQuery;
import dev.roocode.store.local.RowSums.FileNumbers;
import dev.roocode.text.Postings;
import dev.roocode.text.TermNumbers;
import dev.roocode.text.TextMatches;
import dev.roocode.text.Vocabulary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Terms, files and postings in memory. Changed and read under the lock of the {@link Mirror}. */
final class TextMirror {
  private final Vocabulary vocabulary = new Vocabulary();
  private final Postings postings = new Postings();
  private final FileMap files = new FileMap();
  private int lastTerm;
  private long lastFile;
  private long lastChunk;

  /** For the writer, whose commits are the only ones. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  FileMap files() {
    return files;
  }

  int chunkCount() {
    return postings.size();
  }

  void readTerms(Database database) {
    lastTerm = TermBlock.read(database, lastTerm, (id, term) -> vocabulary.add(term, id));
  }

  /** Rows of files that memory still knows and the table does not. */
  Set<Long> gone(Database database) {
    Set<Long> gone = new HashSet<>();
    files.all().forEach(file -> gone.add(file.id()));
    if (!gone.isEmpty()) {
      database.each("SELECT id FROM files", row -> gone.remove(row.getLong(1)));
    }
    return gone;
  }

  /** Forgets files and their chunks; returns those that were known. */
  List<FileEntry> drop(Set<Long> gone) {
    List<FileEntry> dropped = new ArrayList<>();
    for (long id : gone) {
      FileEntry file = files.byId(id);
      if (file != null) {
        files.remove(file);
        for (int i = 0; i < file.contents().length; i++) {
          postings.remove(file.firstChunk() + i);
        }
        dropped.add(file);
      }
    }
    return dropped;
  }

  /** Reads the new files and their chunks. */
  List<FileEntry> readFiles(Database database) {
    List<FileEntry> added = new ArrayList<>();
    database.each(
        RowCheck.FILES,
        row -> {
          lastFile = row.getLong(1);
          FileEntry file = file(database, row);
          files.add(file);
          added.add(file);
        },
        lastFile);
    readChunks(database, added);
    return added;
  }

  private FileEntry file(Database database, ResultSet row) throws SQLException {
    FileNumbers numbers = RowCheck.file(database, row);
    return new FileEntry(
        numbers.id(),
        files.freeOrdinal(),
        ChunkReader.path(database, row, 2),
        ChunkReader.language(database.text(row, 4)),
        numbers.firstChunk(),
        new int[numbers.chunks()],
        numbers.redacted());
  }

  private void readChunks(Database database, List<FileEntry> added) {
    int[] at = {0};
    int[] read = {0};
    database.each(
        RowCheck.CHUNKS,
        row -> {
          byte[] terms = RowCheck.terms(database, row);
          lastChunk = row.getLong(1);
          while (at[0] < added.size() && added.get(at[0]).content(lastChunk) < 0) {
            at[0]++;
          }
          RowCheck.demand(database, at[0] < added.size(), "the file of a chunk");
          read[0]++;
          FileEntry file = added.get(at[0]);
          file.contents()[(int) (lastChunk - file.firstChunk())] = row.getInt(2);
          postings.add(lastChunk, file.ordinal(), terms);
        },
        lastChunk);
    if (read[0] != added.stream().mapToInt(file -> file.contents().length).sum()) {
      throw database.faults().corrupt("chunks are missing", null);
    }
  }

  TextMatches match(TermQuery query, FileFilter filter, int limit) {
    TermNumbers terms =
        query.lenient()
            ? TermNumbers.lenient(query.weights(), vocabulary, postings)
            : TermNumbers.exact(query.weights(), vocabulary);
    return postings.match(terms.ids(), terms.weights(), accepted(filter, false), limit);
  }

  /**
   * Which files, by ordinal, the filter lets through.
   *
   * @param now whether every file is asked for now, or each when it matters
   */
  IntPredicate accepted(FileFilter filter, boolean now) {
    if (filter.equals(FileFilter.ALL)) {
      return ordinal -> true;
    }
    if (!now) {
      return ordinal -> {
        FileEntry file = files.byOrdinal(ordinal);
        return file != null && filter.accepts(file.path(), file.language());
      };
    }
    BitSet accepted = new BitSet();
    for (FileEntry file : files.all()) {
      accepted.set(file.ordinal(), filter.accepts(file.path(), file.language()));
    }
    return accepted::get;
  }
}
