package dev.roocode.store.local;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The form in which values are stored that tell of the workspace: as they are, or sealed. The only
 * way of such a value into a row and out of it. Thread-safe.
 */
interface Fields {
  /** As they are. */
  Fields PLAIN =
      new Fields() {
        @Override
        public long mark() {
          return 0;
        }

        @Override
        public Object text(Field field, String value) {
          return value;
        }

        @Override
        public String text(Field field, Object stored) {
          return String.valueOf(stored);
        }

        @Override
        public byte[] bytes(Field field, byte[] value) {
          return value;
        }

        @Override
        public byte[] opened(Field field, byte[] stored) {
          return stored;
        }

        @Override
        public byte[] hash(byte[] value) {
          return value;
        }

        @Override
        public byte[] openedHash(byte[] stored) {
          return stored;
        }
      };

  /** What {@link Meta#SEALED} says of such rows. */
  long mark();

  default boolean isSealed() {
    return mark() != 0;
  }

  /** A value to bind; of a field that is looked up, equal for equal texts. */
  Object text(Field field, String value);

  /** The text of a stored value. */
  String text(Field field, Object stored);

  /** The text of a column that is never null. */
  default String text(Field field, ResultSet row, int column) throws SQLException {
    return text(field, row.getObject(column));
  }

  /** The text of a column that may be null. */
  default @Nullable String textOrNull(Field field, ResultSet row, int column) throws SQLException {
    Object stored = row.getObject(column);
    return stored == null ? null : text(field, stored);
  }

  byte[] bytes(Field field, byte[] value);

  byte[] opened(Field field, byte[] stored);

  /** A hash to bind, of as many bytes; equal for equal hashes. */
  byte[] hash(byte[] value);

  byte[] openedHash(byte[] stored);
}
