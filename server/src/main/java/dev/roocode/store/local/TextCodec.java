package dev.roocode.store.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The stored form of a chunk's text: one byte that names the form, the length of the UTF-8 bytes as
 * a variable-length number, then the bytes, raw or deflated (RFC 1951) with a preset dictionary.
 * Chunks are short: without the dictionary they shrink to 42–49 %, with it to 38–44 %
 * (docs/decisions/0002). The dictionary is part of the format and never changes; another one is
 * another form. Used by one thread at a time.
 */
final class TextCodec implements AutoCloseable {
  private static final int RAW = 0;
  private static final int DEFLATED_1 = 1;

  /** No chunk comes near; a longer one is damage. */
  private static final int MAX_BYTES = 64 << 20;

  private static final byte[] DICTIONARY_1 =
      CodeWords.DICTIONARY_1.getBytes(StandardCharsets.UTF_8);

  private final Deflater deflater = new Deflater(6, true);
  private final Inflater inflater = new Inflater(true);

  byte[] pack(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[plain.length];
    deflater.reset();
    deflater.setDictionary(DICTIONARY_1);
    deflater.setInput(plain);
    deflater.finish();
    int length = deflater.deflate(body);
    boolean shrunk = deflater.finished() && length < plain.length;
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length + 6);
    packed.write(shrunk ? DEFLATED_1 : RAW);
    for (int rest = plain.length; ; rest >>>= 7) {
      packed.write(rest > 0x7f ? rest | 0x80 : rest);
      if (rest <= 0x7f) {
        break;
      }
    }
    packed.write(shrunk ? body : plain, 0, shrunk ? length : plain.length);
    return packed.toByteArray();
  }

  /** Frees its native memory. */
  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }

  /**
   * @throws DataFormatException when this is no packed text
   */
  String unpack(byte[] packed) throws DataFormatException {
    int length = 0;
    int start = 1;
    for (int shift = 0; start < packed.length && shift < 35; shift += 7) {
      length |= (packed[start] & 0x7f) << shift;
      if (packed[start++] >= 0) {
        break;
      }
    }
    if (packed.length < 2 || packed[0] > DEFLATED_1 || length < 0 || length > MAX_BYTES) {
      throw new DataFormatException("no packed text");
    }
    if (packed[0] == RAW) {
      return new String(packed, start, packed.length - start, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[length];
    inflater.reset();
    inflater.setDictionary(DICTIONARY_1);
    inflater.setInput(packed, start, packed.length - start);
    if (inflater.inflate(plain) != length) {
      throw new DataFormatException("shorter than " + length);
    }
    return new String(plain, StandardCharsets.UTF_8);
  }
}
