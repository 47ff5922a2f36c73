package dev.roocode.store.local;

import dev.roocode.domain.ContentHash;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The form in which values are stored that tell of the workspace: as they are, or sealed. The only
 * way of such a value into a row and out of it. Thread-safe.
 */
interface Fields {
  /** Where a sum stands in the bytes that are sealed like a hash. */
  int SUM_AT = ContentHash.BYTES - Integer.BYTES;

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

  /**
   * A {@link RowSum} to bind. In the clear it would confirm whoever guesses a name or a word.
   *
   * @param row its key, so that equal rows do not look equal
   */
  default Object sum(long row, int sum) {
    return isSealed()
        ? hash(ByteBuffer.allocate(ContentHash.BYTES).putLong(row).putInt(SUM_AT, sum).array())
        : (Object) sum;
  }

  /** The sum of a column; that of a row written before there were sums is 0. */
  default long openedSum(Object stored) {
    return stored instanceof byte[] sealed && sealed.length == ContentHash.BYTES && isSealed()
        ? ByteBuffer.wrap(openedHash(sealed)).getInt(SUM_AT)
        : stored instanceof Number number ? number.longValue() : Long.MIN_VALUE;
  }
}
