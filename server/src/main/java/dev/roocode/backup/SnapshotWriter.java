package dev.roocode.backup;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * Writes a snapshot file: {@link Preamble}, then sealed {@link Header}, the number of stored pages,
 * and each with its number in rising order, then the SHA-256 of all before. Forced to the disk.
 */
final class SnapshotWriter {
  private static final int BUFFER = 1 << 16;

  private final Vault vault;

  SnapshotWriter(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param copy the index that the header describes
   * @param stored the numbers of the pages to store, rising
   */
  void write(Path target, Header header, Path copy, int[] stored, Cancellation cancellation)
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
          InputStream pages = new BufferedInputStream(vault.disk().read(copy), BUFFER)) {
        header.writeTo(sealed);
        sealed.writeInt(stored.length);
        copyPages(pages, sealed, stored, cancellation);
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

  private static void copyPages(
      InputStream from, DataOutputStream to, int[] stored, Cancellation cancellation)
      throws IOException {
    byte[] page = new byte[PageTable.PAGE_BYTES];
    int next = 0;
    for (int number : stored) {
      cancellation.check();
      from.skipNBytes((long) (number - next) * PageTable.PAGE_BYTES);
      if (from.readNBytes(page, 0, page.length) < page.length) {
        throw new IOException("the copy of the index ends early");
      }
      to.writeInt(number);
      to.write(page);
      next = number + 1;
    }
  }

  /** The end of the sealed part is not the end of the file. */
  private static final class StaysOpen extends FilterOutputStream {
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
