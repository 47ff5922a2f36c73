package dev.roocode.backup;

import dev.roocode.domain.Fault;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file as pages of 4 KiB, each known by the first 128 bits of its SHA-256, and as a whole by its
 * SHA-256. 200 MB are 50,000 pages, 800 KB here. Immutable.
 */
final class PageTable {
  /** SQLite's own page size, so that a changed row changes one page. */
  static final int PAGE_BYTES = 4096;

  private static final int HASH_BYTES = 16;
  private static final int FILE_HASH_BYTES = 32;

  /** 16 GiB. */
  private static final int PAGES_MAX = 1 << 22;

  private final byte[] fileHash;
  private final byte[] hashes;

  private PageTable(byte[] fileHash, byte[] hashes) {
    this.fileHash = fileHash;
    this.hashes = hashes;
  }

  /**
   * Reads a whole stream.
   *
   * @throws Fault.Corrupt where it ends within a page
   * @throws Fault.TooLarge beyond 16 GiB
   */
  static PageTable of(InputStream file, String resource) throws IOException {
    MessageDigest whole = sha256();
    MessageDigest single = sha256();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    byte[] page = new byte[PAGE_BYTES];
    for (int read = file.readNBytes(page, 0, PAGE_BYTES);
        read > 0;
        read = file.readNBytes(page, 0, PAGE_BYTES)) {
      if (read < PAGE_BYTES) {
        throw new Fault.Corrupt(resource, "ends within a page", "make a new snapshot");
      }
      if (hashes.size() >= PAGES_MAX * HASH_BYTES) {
        throw new Fault.TooLarge(
            resource, "is larger than a snapshot can be (16 GiB)", "index fewer files");
      }
      whole.update(page);
      hashes.write(single.digest(page), 0, HASH_BYTES);
    }
    return new PageTable(whole.digest(), hashes.toByteArray());
  }

  static PageTable readFrom(DataInputStream in) throws IOException {
    byte[] fileHash = in.readNBytes(FILE_HASH_BYTES);
    int pages = in.readInt();
    if (pages < 0 || pages > PAGES_MAX) {
      throw new IOException("a table of " + pages + " pages");
    }
    byte[] hashes = in.readNBytes(pages * HASH_BYTES);
    if (hashes.length < pages * HASH_BYTES) {
      throw new IOException("a table that ends early");
    }
    return new PageTable(fileHash, hashes);
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.write(fileHash);
    out.writeInt(pages());
    out.write(hashes);
  }

  int pages() {
    return hashes.length / HASH_BYTES;
  }

  long bytes() {
    return (long) pages() * PAGE_BYTES;
  }

  /** Its own size. */
  int tableBytes() {
    return hashes.length;
  }

  /** 64 hexadecimal digits. */
  String fileHash() {
    return HexFormat.of().formatHex(fileHash);
  }

  /**
   * Whether this page of this file it is.
   *
   * @param number below {@link #pages}
   */
  boolean holds(int number, byte[] page, MessageDigest digest) {
    byte[] found = digest.digest(page);
    int from = number * HASH_BYTES;
    return Arrays.equals(found, 0, HASH_BYTES, hashes, from, from + HASH_BYTES);
  }

  /** The numbers of the pages, in order, that another file has not or has otherwise. */
  int[] missingIn(@Nullable PageTable other) {
    int[] numbers = new int[pages()];
    int count = 0;
    for (int number = 0; number < numbers.length; number++) {
      if (other == null || !other.hasSame(number, this)) {
        numbers[count++] = number;
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  private boolean hasSame(int number, PageTable wanted) {
    int from = number * HASH_BYTES;
    int to = from + HASH_BYTES;
    return number < pages() && Arrays.equals(hashes, from, to, wanted.hashes, from, to);
  }

  boolean isOf(PageTable other) {
    return Arrays.equals(fileHash, other.fileHash) && Arrays.equals(hashes, other.hashes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
