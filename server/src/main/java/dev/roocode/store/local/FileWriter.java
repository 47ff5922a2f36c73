package dev.roocode.store.local;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.FilePath;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.local.ReadyFile.ReadyChunk;
import dev.roocode.store.local.RowSums.ChunkNumbers;
import dev.roocode.store.local.RowSums.FileNumbers;
import dev.roocode.text.Vocabulary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one commit, inside its transaction. Contents (distinct embedded texts) are
 * shared by chunks; one that no chunk holds any more loses its text at once and stays as a bare
 * identity while it has a vector, else it goes.
 */
final class FileWriter {
  private final Database database;
  private final VectorTable vectors;
  private final SymbolTable symbols;
  private final Vocabulary vocabulary;
  private final long generation;
  private final Map<String, Integer> newTerms = new LinkedHashMap<>();
  private final Set<Long> removedFiles = new HashSet<>();
  private final Set<Long> released = new HashSet<>();
  private final Set<Long> waiting = new HashSet<>();
  private long nextFile;
  private long nextChunk;
  private long nextContent;
  private long nextSymbol;
  private int nextTerm;
  private int chunks;
  private int reused;
  private int orphans;

  /**
   * @param vocabulary the terms known so far; not changed here
   * @param generation of this commit
   */
  FileWriter(Database database, VectorTable vectors, Vocabulary vocabulary, long generation) {
    this.database = database;
    this.vectors = vectors;
    this.symbols = new SymbolTable(database);
    this.vocabulary = vocabulary;
    this.generation = generation;
    this.nextFile = next("files");
    this.nextChunk = next("chunks");
    this.nextContent = next("contents");
    this.nextSymbol = next("symbols");
    this.nextTerm = (int) next("terms");
  }

  /** The identifier of a table's next row; only this writer gives them. */
  private long next(String table) {
    return 1 + database.number("SELECT seq FROM sqlite_sequence WHERE name=?", table);
  }

  /**
   * @param update as {@link LocalStore#prepare} gives it back
   */
  void apply(FileUpdate update) {
    remove(update.path());
    if (update instanceof ReadyFile file) {
      insert(file);
    }
  }

  /** Writes what the whole commit amounts to. */
  void finish() {
    TermBlock block = new TermBlock();
    newTerms.forEach((term, id) -> block.add(id, term));
    block.store(database);
    for (long content : released) {
      if (database.number("SELECT count(*) FROM chunks WHERE content=?", content) == 0) {
        release(content);
      }
    }
  }

  private void release(long content) {
    orphans++;
    waiting.remove(content);
    database.update("DELETE FROM texts WHERE content=?", content);
    database.update("DELETE FROM queue WHERE content=?", content);
    if (vectors.known(content)) {
      database.update("UPDATE contents SET unused=? WHERE id=?", generation, content);
    } else {
      database.update("DELETE FROM contents WHERE id=?", content);
    }
  }

  private void remove(FilePath path) {
    database
        .one(
            """
            SELECT id, first_chunk, chunks, first_symbol, symbols FROM files
            WHERE root=? AND path=?\
            """,
            row ->
                new long[] {
                  row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)
                },
            ChunkReader.root(database, path),
            ChunkReader.relative(database, path))
        .ifPresent(file -> {
          removedFiles.add(file[0]);
          removeChunks(file[1], file[2]);
          symbols.remove(file[3], file[4]);
          database.update("DELETE FROM files WHERE id=?", file[0]);
        });
  }

  private void removeChunks(long first, long count) {
    long last = first + count - 1;
    database.each(
        "SELECT content FROM chunks WHERE id BETWEEN ? AND ?",
        row -> released.add(row.getLong(1)),
        first,
        last);
    database.update("DELETE FROM chunks WHERE id BETWEEN ? AND ?", first, last);
  }

  private void insert(ReadyFile ready) {
    FileUpdate.Replace file = ready.update();
    FileNumbers numbers =
        new FileNumbers(
            nextFile++,
            nextChunk,
            ready.chunks().size(),
            nextSymbol,
            file.content().symbols().size(),
            file.redacted());
    database.update(
        """
        INSERT INTO files(id,root,path,language,size,modified,hash,first_chunk,chunks,first_symbol,
        symbols,redacted,sum,names_sum) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)\
        """,
        numbers.id(),
        ChunkReader.root(database, file.path()),
        ChunkReader.relative(database, file.path()),
        file.language().id(),
        file.stamp().sizeBytes(),
        file.stamp().modifiedNanos(),
        database.fields().hash(file.stamp().hash().bytes()),
        numbers.firstChunk(),
        numbers.chunks(),
        numbers.firstSymbol(),
        numbers.symbols(),
        numbers.redacted(),
        sum(numbers, RowSums.file(file.path(), file.language().id(), numbers).value()),
        sum(numbers, RowSums.names(file.content())));
    ready.chunks().forEach(chunk -> insertChunk(numbers.id(), chunk));
    symbols.insert(numbers.id(), nextSymbol, file.content().symbols());
    nextSymbol += numbers.symbols();
  }

  private Object sum(FileNumbers file, int sum) {
    return database.fields().sum(file.id(), sum);
  }

  private void insertChunk(long file, ReadyChunk ready) {
    chunks++;
    Chunk chunk = ready.chunk();
    byte[] terms = ready.terms().pack(this::term);
    ChunkNumbers numbers =
        new ChunkNumbers(
            nextChunk++,
            file,
            content(ready),
            chunk.lines().first(),
            chunk.lines().last(),
            StoredKinds.code(chunk.kind()));
    database.update(
        """
        INSERT INTO chunks(id,file,content,first,last,kind,terms,symbol,symbols,sum)
        VALUES (?,?,?,?,?,?,?,?,?,?)\
        """,
        numbers.id(),
        file,
        numbers.content(),
        numbers.first(),
        numbers.last(),
        numbers.kind(),
        terms,
        database.fields().text(Field.SYMBOL, chunk.symbol()),
        names(SymbolList.pack(chunk.symbol(), chunk.symbols())),
        RowSums.chunk(numbers, terms).value());
  }

  private @Nullable Object names(@Nullable String packed) {
    return packed == null ? null : database.fields().text(Field.SYMBOLS, packed);
  }

  private long content(ReadyChunk chunk) {
    long known = vectors.content(chunk.hash());
    if (known == 0) {
      long made = nextContent++;
      byte[] hash = database.fields().hash(chunk.hash().bytes());
      database.update("INSERT INTO contents(id,hash) VALUES (?,?)", made, hash);
      storeText(made, chunk);
      await(made);
      return made;
    }
    if (database.update("UPDATE contents SET unused=NULL WHERE id=? AND unused>0", known) > 0) {
      storeText(known, chunk);
    }
    released.remove(known);
    if (vectors.inForce(known)) {
      reused++;
    } else {
      await(known);
    }
    return known;
  }

  private void storeText(long content, ReadyChunk chunk) {
    byte[] stored = database.fields().bytes(Field.TEXT, chunk.text());
    database.update("INSERT INTO texts VALUES (?,?)", content, stored);
  }

  private void await(long content) {
    waiting.add(content);
    database.update("INSERT OR IGNORE INTO queue VALUES (?,0,0)", content);
  }

  private int term(String term) {
    int known = vocabulary.id(term);
    return known != Vocabulary.UNKNOWN
        ? known
        : newTerms.computeIfAbsent(term, added -> nextTerm++);
  }

  /** Files whose rows this commit removed. */
  Set<Long> removedFiles() {
    return removedFiles;
  }

  int chunks() {
    return chunks;
  }

  int queued() {
    return waiting.size();
  }

  int reused() {
    return reused;
  }

  /** Contents that this commit left without a chunk. */
  int orphans() {
    return orphans;
  }
}
