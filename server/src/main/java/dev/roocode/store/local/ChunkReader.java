package dev.roocode.store.local;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.PendingText;
import dev.roocode.store.StoredChunk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Reads files, chunks and outlines. */
final class ChunkReader {
  private static final String CHUNK =
      """
      SELECT c.id, f.root, f.path, f.language, f.size, f.modified, f.hash,
        c.first, c.last, c.kind, c.symbol, c.symbols, t.text, h.hash
      FROM chunks c JOIN files f ON f.id=c.file LEFT JOIN texts t ON t.content=c.content
        LEFT JOIN contents h ON h.id=c.content
      """;

  /** What may be tried at a time; values: that time, and the latest one to believe. */
  private static final String WAITING =
      """
      SELECT q.attempts, (SELECT min(c.id) FROM chunks c WHERE c.content=q.content)
      FROM queue q WHERE (q.not_before <= ? OR q.not_before > ?)
      """;

  private final Database database;

  ChunkReader(Database database) {
    this.database = database;
  }

  Map<FilePath, FileStamp> stamps() {
    Map<FilePath, FileStamp> stamps = new HashMap<>();
    database.each(
        "SELECT root, path, size, modified, hash FROM files",
        row -> stamps.put(path(database, row, 1), stamp(row, 3)));
    return stamps;
  }

  Optional<FileStamp> stamp(FilePath path) {
    return database.one(
        "SELECT size, modified, hash FROM files WHERE root=? AND path=?",
        row -> stamp(row, 1),
        root(database, path),
        relative(database, path));
  }

  /** A file's name from its columns root and path. */
  static FilePath path(Database database, ResultSet row, int from) throws SQLException {
    Fields fields = database.fields();
    return new FilePath(fields.text(Field.ROOT, row, from), fields.text(Field.PATH, row, from + 1));
  }

  /** To look for in column root. */
  static Object root(Database database, FilePath path) {
    return database.fields().text(Field.ROOT, path.root());
  }

  /** To look for in column path. */
  static Object relative(Database database, FilePath path) {
    return database.fields().text(Field.PATH, path.relative());
  }

  private FileStamp stamp(ResultSet row, int from) throws SQLException {
    return new FileStamp(row.getLong(from), row.getLong(from + 1), hash(row.getBytes(from + 2)));
  }

  List<StoredChunk> chunks(long[] ids) {
    List<StoredChunk> found = new ArrayList<>(ids.length);
    for (long id : ids) {
      database.one(CHUNK + "WHERE c.id=?", this::chunk, id).ifPresent(found::add);
    }
    return found;
  }

  List<StoredChunk> chunksOf(FilePath path) {
    return database.list(
        CHUNK
            + """
            WHERE f.root=? AND f.path=? AND c.id BETWEEN f.first_chunk AND
              f.first_chunk + f.chunks - 1 ORDER BY c.id\
            """,
        this::chunk,
        root(database, path),
        relative(database, path));
  }

  /** Its text and names are those of its content's hash. */
  private StoredChunk chunk(ResultSet row) throws SQLException {
    Fields fields = database.fields();
    String symbol = fields.text(Field.SYMBOL, row, 11);
    Chunk chunk =
        new Chunk(
            lines(database, row, 8),
            StoredKinds.chunk(row.getInt(10)),
            symbol,
            SymbolList.unpack(symbol, fields.textOrNull(Field.SYMBOLS, row, 12)),
            text(row.getBytes(13)));
    if (!chunk.hash().equals(hash(row.getBytes(14)))) {
      throw database.faults().corrupt("a text is not the one that was stored", null);
    }
    return new StoredChunk(
        row.getLong(1),
        path(database, row, 2),
        language(database.text(row, 4)),
        stamp(row, 5),
        chunk);
  }

  /** The lines of two columns. */
  static LineRange lines(Database database, ResultSet row, int from) throws SQLException {
    try {
      return new LineRange(row.getInt(from), row.getInt(from + 1));
    } catch (IllegalArgumentException e) {
      throw database.faults().corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private ContentHash hash(byte @Nullable [] stored) {
    if (stored == null || stored.length != ContentHash.BYTES) {
      throw database.faults().corrupt("a hash is missing", null);
    }
    return ContentHash.fromBytes(database.fields().openedHash(stored));
  }

  private String text(byte @Nullable [] packed) {
    if (packed == null) {
      throw database.faults().corrupt("a text is missing", null);
    }
    try {
      return database.texts().unpack(database.fields().opened(Field.TEXT, packed));
    } catch (DataFormatException e) {
      throw database.faults().corrupt("a text cannot be unpacked", e);
    }
  }

  /** A language that this version does not know is plain text. */
  static Language language(String id) {
    return Language.byId(id).orElse(Language.TEXT);
  }

  /** Contents that wait and may be tried, oldest first, with the text of their first chunk. */
  List<PendingText> pending(int limit, long nowMillis) {
    List<PendingText> pending = new ArrayList<>();
    database.each(
        WAITING + "ORDER BY q.content LIMIT ?",
        row -> pending(row, pending),
        nowMillis,
        nowMillis + ChunkStore.POSTPONED_AT_MOST.toMillis(),
        limit);
    return pending;
  }

  /** Those of these contents, likewise. */
  List<PendingText> pending(List<ContentHash> hashes, long nowMillis) {
    VectorTable contents = new VectorTable(database);
    List<PendingText> pending = new ArrayList<>();
    for (ContentHash hash : hashes) {
      database.each(
          WAITING + "AND q.content=?",
          row -> pending(row, pending),
          nowMillis,
          nowMillis + ChunkStore.POSTPONED_AT_MOST.toMillis(),
          contents.content(hash));
    }
    return pending;
  }

  private void pending(ResultSet row, List<PendingText> pending) throws SQLException {
    int attempts = row.getInt(1);
    for (StoredChunk chunk : chunks(new long[] {row.getLong(2)})) {
      pending.add(
          new PendingText(
              chunk.chunk().hash(), chunk.chunk().embeddedText(chunk.path()), attempts));
    }
  }
}
