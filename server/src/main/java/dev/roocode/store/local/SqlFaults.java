package dev.roocode.store.local;

import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Says in the product's words what SQLite reports, and remembers whether the file was ever found
 * damaged. Primary result codes: https://www.sqlite.org/rescode.html. Thread-safe.
 */
final class SqlFaults {
  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int PERM = 3;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int IOERR_WRITE = IOERR | (3 << 8);
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int AUTH = 23;
  private static final int NOTADB = 26;

  private static final String MARK = "damaged";

  /** SQLite reports a full disk as an I/O error where it grows its shared memory file. */
  private static final long FULL_BELOW_BYTES = 1 << 20;

  private final Path file;
  private final boolean marks;
  private volatile boolean damaged;

  /**
   * @param marks whether damage is noted beside the file, so that the next start sets it aside
   */
  SqlFaults(Path file, boolean marks) {
    this.file = file;
    this.marks = marks;
  }

  /** Whether a former start noted damage. */
  static boolean isMarked(Path file) {
    return Files.exists(file.resolveSibling(MARK));
  }

  /** The file is damaged. */
  void mark() {
    damaged = true;
    if (marks) {
      try {
        Files.writeString(file.resolveSibling(MARK), "");
      } catch (IOException e) {
        damaged = true; // known to this process at least
      }
    }
  }

  boolean damaged() {
    return damaged;
  }

  Fault of(SQLException problem) {
    return switch (problem.getErrorCode() & 0xff) {
      case ERROR -> isOfSchema(problem) ? corrupt(said(problem), problem) : unavailable(problem);
      case CORRUPT, NOTADB -> corrupt(said(problem), problem);
      case FULL -> full(problem);
      case BUSY, LOCKED ->
          new Fault.Busy(name(), "is in use by another process", "try again in a moment")
              .causedBy(problem);
      case READONLY, PERM, AUTH ->
          new Fault.Denied(name(), "cannot be written", "check the permissions of its folder")
              .causedBy(problem);
      case IOERR -> isRefused(problem) || diskIsFull() ? full(problem) : unavailable(problem);
      case CANTOPEN -> unavailable(problem);
      default -> unavailable(problem);
    };
  }

  /** A copy to another file failed; what it reads is checked elsewhere, so it cannot write. */
  Fault ofCopy(int code) {
    SQLException problem = new SQLException("the copy failed", null, code);
    return (code & 0xff) == IOERR ? full(problem) : of(problem);
  }

  private static String said(SQLException problem) {
    return String.valueOf(problem.getMessage());
  }

  /** The statements fit the tables that were made, so the tables are not those any more. */
  private static boolean isOfSchema(SQLException problem) {
    String said = said(problem);
    return said.contains("no such ")
        || said.contains("duplicate column name")
        || said.contains("parse error in ") // what FTS5 says of a table that it cannot make out
        || said.contains("unrecognized option")
        || said.contains(" directive")
        || said.contains("vtable constructor failed")
        || said.contains("unsupported file format")
        || said.contains("invalid fts5 file format");
  }

  Fault.Corrupt corrupt(String what, @Nullable Throwable cause) {
    mark();
    Fault.Corrupt fault =
        new Fault.Corrupt(
            name(),
            "the index is damaged: " + what,
            "restart: it is set aside, never deleted, and built anew");
    if (cause != null) {
      fault.initCause(cause);
    }
    return fault;
  }

  private Fault full(SQLException problem) {
    return new Fault.DiskFull(
            name(),
            "the disk takes no more: it is full, or a quota or limit is reached; what was indexed"
                + " before is intact",
            "free some space, then index again")
        .causedBy(problem);
  }

  private Fault unavailable(SQLException problem) {
    return new Fault.Unavailable(
            name(),
            "cannot be read or written: " + problem.getMessage(),
            "check the disk and the permissions of its folder")
        .causedBy(problem);
  }

  /** SQLite tells a full disk apart, but not a quota or a limit on the size of files. */
  private static boolean isRefused(SQLException problem) {
    return problem.getErrorCode() == IOERR_WRITE
        || (problem instanceof SQLiteException known
            && known.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_WRITE);
  }

  private boolean diskIsFull() {
    try {
      return Files.getFileStore(file).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private String name() {
    return file.toString();
  }
}
