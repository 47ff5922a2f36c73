package dev.roocode.store.local;

import dev.roocode.store.local.Connector.Access;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Real connections, of which the writing one fails at the n-th statement when told so. */
final class FaultyConnector implements Connector {
  private final AtomicInteger left = new AtomicInteger(-1);
  private boolean after;
  private long pages;
  private @Nullable Connection writer;

  /**
   * @param statement 1 is the next one
   * @param afterwards whether the statement is carried out first, so that only its answer is lost
   */
  void failAt(int statement, boolean afterwards) {
    after = afterwards;
    left.set(statement);
  }

  /** Whether it has failed since it was told to; from now on it works. */
  boolean hasFailed() {
    return left.getAndSet(-1) <= 0;
  }

  /** The connection that writes. */
  Connection writer() {
    return Objects.requireNonNull(writer);
  }

  /** The database grows no further, as if the disk were full. */
  void limitPages(long most) throws SQLException {
    pages = most;
    if (!writer().isClosed()) {
      limit(writer());
    }
  }

  private void limit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count=" + pages);
    }
  }

  @Override
  public Connection open(Path file, Access access) throws SQLException {
    Connection real = Connector.SQLITE.open(file, access);
    if (access != Access.WRITE) {
      return real;
    }
    writer = real;
    if (pages > 0) {
      limit(real);
    }
    return proxy(Connection.class, real);
  }

  private <T> T proxy(Class<T> type, Object real) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              boolean counts = method.getName().startsWith("execute") && left.get() > 0;
              boolean fails = counts && left.decrementAndGet() == 0;
              if (fails && !after) {
                throw failure();
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (fails) {
                throw failure();
              }
              return wrapped(result);
            });
    return type.cast(made);
  }

  private @Nullable Object wrapped(@Nullable Object result) {
    if (result instanceof PreparedStatement) {
      return proxy(PreparedStatement.class, result);
    }
    return result instanceof Statement ? proxy(Statement.class, result) : result;
  }

  private static SQLException failure() {
    return new SQLiteException("injected", SQLiteErrorCode.SQLITE_IOERR);
  }
}
