package dev.roocode.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The stored form of a page: its number, a length, as many bytes. 4,096 bytes are the page itself,
 * fewer are deflated (RFC 1951). An increment stores the difference from the base's page, bit by
 * bit: where a row was changed all the rest is zero and shrinks to nothing. Used by one thread.
 */
final class PageCodec implements AutoCloseable {
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final Inflater inflater = new Inflater(true);

  /** What does not fit is no shorter than the page itself. */
  private final byte[] packed = new byte[PageTable.PAGE_BYTES - 1];

  void write(DataOutputStream out, int number, byte[] page) throws IOException {
    out.writeInt(number);
    out.writeShort(page.length);
    out.write(page);
  }

  void writeDifference(DataOutputStream out, int number, byte[] difference) throws IOException {
    deflater.reset();
    deflater.setInput(difference);
    deflater.finish();
    int length = deflater.deflate(packed);
    boolean shrunk = deflater.finished();
    out.writeInt(number);
    out.writeShort(shrunk ? length : difference.length);
    out.write(shrunk ? packed : difference, 0, shrunk ? length : difference.length);
  }

  /** Reads what follows the number. */
  void read(DataInputStream in, byte[] page) throws IOException {
    int length = in.readUnsignedShort();
    if (length == page.length) {
      in.readFully(page);
      return;
    }
    if (length > page.length) {
      throw new IOException("a page of " + length + " bytes");
    }
    in.readFully(packed, 0, length);
    inflater.reset();
    inflater.setInput(packed, 0, length);
    try {
      if (inflater.inflate(page) != page.length) {
        throw new IOException("a page that ends early");
      }
    } catch (DataFormatException e) {
      throw new IOException("a page that cannot be unpacked", e);
    }
  }

  static void mix(byte[] into, byte[] other) {
    for (int i = 0; i < into.length; i++) {
      into[i] ^= other[i];
    }
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
