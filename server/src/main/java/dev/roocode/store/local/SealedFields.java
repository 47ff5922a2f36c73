package dev.roocode.store.local;

import dev.roocode.crypt.FieldSealer;
import dev.roocode.crypt.HashSealer;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import java.nio.charset.StandardCharsets;

/**
 * Values sealed with a key (docs/decisions/0015). Wrong keys are noticed when an index is opened,
 * by {@link Meta#SEALED}; a value that does not open after that is damage.
 */
final class SealedFields implements Fields {
  /** Above all key names, so that a mark is never 0. */
  private static final long SEALED = 1L << 32;

  private final long mark;
  private final FieldSealer sealer;
  private final HashSealer hashes;
  private final SqlFaults faults;

  private SealedFields(long mark, FieldSealer sealer, HashSealer hashes, SqlFaults faults) {
    this.mark = mark;
    this.sealer = sealer;
    this.hashes = hashes;
    this.faults = faults;
  }

  /** Sealed with the active key of a ring. */
  static Fields active(Keyring ring, SqlFaults faults) {
    return of(mark(ring.keyId()), ring, faults);
  }

  /**
   * As a database says that it is.
   *
   * @param mark {@link Meta#SEALED}
   * @throws Fault.Denied when the ring lacks the key
   */
  static Fields of(long mark, Keyring ring, SqlFaults faults) {
    String keyId = String.format("%08x", mark & 0xFFFF_FFFFL);
    return new SealedFields(mark, ring.fields("index"), ring.hashes("index", keyId), faults);
  }

  private static long mark(String keyId) {
    return SEALED | Long.parseLong(keyId, 16);
  }

  @Override
  public long mark() {
    return mark;
  }

  @Override
  public Object text(Field field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String text(Field field, Object stored) {
    if (stored instanceof byte[] sealed) {
      return new String(opened(field, sealed), StandardCharsets.UTF_8);
    }
    throw faults.corrupt("a value is not sealed", null);
  }

  @Override
  public byte[] bytes(Field field, byte[] value) {
    return field.isLookedUp()
        ? sealer.sealSame(value, field.context())
        : sealer.seal(value, field.context());
  }

  @Override
  public byte[] opened(Field field, byte[] stored) {
    try {
      return sealer.open(stored, field.context());
    } catch (Fault.Corrupt | Fault.Denied e) {
      throw faults.corrupt("a sealed value cannot be opened", e);
    }
  }

  @Override
  public byte[] hash(byte[] value) {
    return hashes.seal(value);
  }

  @Override
  public byte[] openedHash(byte[] stored) {
    return hashes.open(stored);
  }
}
