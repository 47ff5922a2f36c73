package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads a snapshot file, stored page by stored page. Every byte is authenticated before it is
 * handed out, and nothing follows the last. Used by one thread.
 */
final class SnapshotReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int SUM_BYTES = 32;

  private final Path file;
  private final DataInputStream sealed;
  private final Header header;
  private final PageCodec codec = new PageCodec();
  private final byte[] page = new byte[PageTable.PAGE_BYTES];
  private int left = -1;
  private int number = -1;

  private SnapshotReader(Path file, DataInputStream sealed, Header header) {
    this.file = file;
    this.sealed = sealed;
    this.header = header;
  }

  /**
   * Opens a file whose outer sum fits: what is wrong then is no damage.
   *
   * @param file under its own name or while it is published
   * @throws Fault.Corrupt when any byte differs from what was written
   * @throws Fault.Denied when the key is not at hand, the file was renamed or is another
   *     workspace's
   * @throws Fault.TooNew when a newer program wrote it
   */
  static SnapshotReader open(Vault vault, Path file, SnapshotId id) {
    return DiskFaults.told(
        file,
        () -> {
          demandWhole(vault, file);
          return opened(vault, file, id);
        });
  }

  /** As {@link #open}, without reading the rest: the header alone is authenticated. */
  static Header header(Vault vault, SnapshotId id) {
    Path file = vault.file(id);
    return DiskFaults.told(
        file,
        () -> {
          try (SnapshotReader reader = opened(vault, file, id)) {
            return reader.header();
          }
        });
  }

  /** Compares the SHA-256 at the end with all before. */
  static void demandWhole(Vault vault, Path file) throws IOException {
    long length = vault.disk().size(file) - SUM_BYTES;
    MessageDigest sum = PageTable.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = vault.disk().read(file)) {
      for (long rest = length; rest > 0; ) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(rest, buffer.length));
        if (read == 0) {
          throw damaged(file, "it ends early");
        }
        sum.update(buffer, 0, read);
        rest -= read;
      }
      if (length <= 0 || !Arrays.equals(sum.digest(), in.readNBytes(SUM_BYTES))) {
        throw damaged(file, "its content is not what was written");
      }
    }
  }

  private static SnapshotReader opened(Vault vault, Path file, SnapshotId id) throws IOException {
    InputStream plain = new BufferedInputStream(vault.disk().read(file), BUFFER);
    boolean done = false;
    try {
      Preamble preamble = preamble(plain, file);
      check(vault, preamble, file, id);
      long length = vault.disk().size(file) - preamble.length() - SUM_BYTES;
      byte[] associated = preamble.associated(vault.repository(), id.fileName());
      InputStream opening =
          vault
              .keys()
              .streaming(Vault.PURPOSE, preamble.keyId())
              .newDecryptingStream(new Part(plain, length), associated);
      DataInputStream sealed = new DataInputStream(opening);
      Header header = header(sealed, file);
      if (!header.id().equals(id)) {
        throw damaged(file, "it says that it is " + header.id());
      }
      done = true;
      return new SnapshotReader(file, sealed, header);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot open", e);
    } finally {
      if (!done) {
        plain.close();
      }
    }
  }

  static Preamble preamble(InputStream plain, Path file) {
    try {
      return Preamble.readFrom(new DataInputStream(plain));
    } catch (IOException e) {
      throw damaged(file, "it does not begin like a snapshot").causedBy(e);
    }
  }

  private static Header header(DataInputStream sealed, Path file) {
    try {
      return Header.readFrom(sealed);
    } catch (IOException e) {
      throw damaged(file, "it cannot be opened with its key").causedBy(e);
    }
  }

  static void check(Vault vault, Preamble preamble, Path file, SnapshotId id) {
    if (preamble.format() != Preamble.FORMAT) {
      throw new Fault.TooNew(
          file.toString(),
          "has format " + preamble.format() + "; this version reads " + Preamble.FORMAT,
          "use the newer version of the program");
    }
    if (!preamble.repository().equals(vault.repository())) {
      throw new Fault.Denied(
          file.toString(),
          "is a snapshot of another workspace",
          "restore it there, or choose one of this workspace");
    }
    if (!preamble.name().equals(id.toString())) {
      throw new Fault.Denied(
          file.toString(),
          "was renamed; it is the snapshot " + preamble.name(),
          "give it back its name " + preamble.name() + SnapshotId.SUFFIX);
    }
  }

  static Fault damaged(Path file, String how) {
    return new Fault.Corrupt(
        file.toString(), "this snapshot is damaged: " + how, "restore another; make a new backup");
  }

  Header header() {
    return header;
  }

  /** Goes to the next stored page; at the end the whole file has been authenticated. */
  boolean next() {
    try {
      if (left < 0) {
        left = sealed.readInt();
      }
      if (left == 0) {
        if (sealed.read() >= 0) {
          throw damaged(file, "something follows its end");
        }
        return false;
      }
      int before = number;
      number = sealed.readInt();
      codec.read(sealed, page);
      left--;
      if (number <= before) {
        throw damaged(file, "page " + number + " follows page " + before);
      }
      return true;
    } catch (IOException e) {
      throw damaged(file, "it does not go on as it was sealed").causedBy(e);
    }
  }

  int number() {
    return number;
  }

  /** The page, or its difference from the base's. Overwritten by {@link #next}. */
  byte[] page() {
    return page;
  }

  @Override
  public void close() throws IOException {
    codec.close();
    sealed.close();
  }

  /** The sealed part of a file. */
  static final class Part extends FilterInputStream {
    private long left;

    Part(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
