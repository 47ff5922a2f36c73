package dev.roocode.backup;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot file: {@link Preamble}, then sealed {@link Header}, the number of stored pages,
 * each as {@link PageCodec} has it, in rising order, then the SHA-256 of all before. Forced to the
 * disk.
 */
final class SnapshotWriter {
  private static final int BUFFER = 1 << 16;

  private final Vault vault;
  private final Cancellation cancellation;

  SnapshotWriter(Vault vault, Cancellation cancellation) {
    this.vault = vault;
    this.cancellation = cancellation;
  }

  /**
   * @param copy the index that the header describes
   * @param stored the numbers of the pages to store, rising
   * @param base what an increment is the difference from; null for a full one
   */
  void write(Path target, Header header, Path copy, int[] stored, @Nullable SnapshotReader base)
      throws IOException {
    Preamble preamble =
        new Preamble(
            Preamble.FORMAT, vault.keys().keyId(), vault.repository(), header.id().toString());
    try (Disk.Output file = vault.disk().create(target)) {
      MessageDigest sum = PageTable.sha256();
      OutputStream summed = new BufferedOutputStream(new DigestOutputStream(file, sum), BUFFER);
      preamble.writeTo(new DataOutputStream(summed));
      byte[] associated = preamble.associated(vault.repository(), header.id().fileName());
      try (OutputStream sealing = sealing(summed, associated);
          DataOutputStream sealed = new DataOutputStream(sealing);
          DataInputStream pages =
              new DataInputStream(new BufferedInputStream(vault.disk().read(copy), BUFFER))) {
        header.writeTo(sealed);
        sealed.writeInt(stored.length);
        copyPages(pages, sealed, stored, base);
      }
      summed.flush();
      file.write(sum.digest());
      file.sync();
    }
  }

  private OutputStream sealing(OutputStream into, byte[] associated) throws IOException {
    try {
      return vault
          .keys()
          .streaming(Vault.PURPOSE)
          .newEncryptingStream(new StaysOpen(into), associated);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot seal", e);
    }
  }

  private void copyPages(
      DataInputStream from, DataOutputStream to, int[] stored, @Nullable SnapshotReader base)
      throws IOException {
    byte[] page = new byte[PageTable.PAGE_BYTES];
    int next = 0;
    try (PageCodec codec = new PageCodec()) {
      for (int number : stored) {
        cancellation.check();
        from.skipNBytes((long) (number - next) * PageTable.PAGE_BYTES);
        from.readFully(page);
        if (base == null) {
          codec.write(to, number, page);
        } else {
          subtract(page, number, base);
          codec.writeDifference(to, number, page);
        }
        next = number + 1;
      }
    }
  }

  /** The base holds all its pages in order; beyond its end there is nothing to differ from. */
  private static void subtract(byte[] page, int number, SnapshotReader base) {
    boolean more = true;
    while (more && base.number() < number) {
      more = base.next();
    }
    if (more) {
      PageCodec.mix(page, base.page());
    }
  }

  /** The end of the sealed part is not the end of the file. */
  static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
