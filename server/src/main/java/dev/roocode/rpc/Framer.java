package dev.roocode.rpc;

import dev.roocode.domain.Limits;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a stream into frames of the language server protocol's base: header lines, an empty line, as
 * many bytes as {@code Content-Length} says. Every read is bounded by {@link Limits}. Header names
 * in any case; a {@code Content-Type} is ignored, the body is UTF-8 whatever it claims. For one
 * thread.
 *
 * <p>lsp4j's own reader buffers header lines without bound, knows one spelling of the length and
 * loses the stream on an unknown character set.
 */
final class Framer {
  /** A larger body is not waited for: such a length is noise rather than a message. */
  static final long SKIP_BYTES = 256L << 20;

  /** What is kept of a body that is too large, to find the id of its request. */
  static final int PREFIX_BYTES = 4 << 10;

  private final InputStream in;

  Framer(InputStream in) {
    this.in = new BufferedInputStream(in, 16 << 10);
  }

  /** What the stream held next. */
  sealed interface Frame {
    /** A whole body. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Body(byte[] bytes) implements Frame {}

    /**
     * A body over the limit, skipped.
     *
     * @param length as announced
     * @param prefix its first bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Oversize(long length, byte[] prefix) implements Frame {}

    /** A header after which nobody knows where the next frame begins. The stream is over. */
    record Broken(String problem) implements Frame {}

    /** The stream ended, between two frames or inside of one. */
    record End() implements Frame {}
  }

  Frame next() throws IOException {
    List<String> header = new ArrayList<>();
    try {
      String problem = readHeader(header);
      if (!problem.isEmpty()) {
        return new Frame.Broken(problem);
      }
      return header.isEmpty() ? new Frame.End() : readBody(length(header));
    } catch (EOFException e) {
      return new Frame.End();
    } catch (NumberFormatException e) {
      return new Frame.Broken(String.valueOf(e.getMessage()));
    }
  }

  /** Fills in the lines up to the empty one; none at the end of the stream. */
  private String readHeader(List<String> header) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int count = 0; count < Limits.FRAME_HEADER_BYTES; count++) {
      int next = in.read();
      if (next < 0) {
        header.clear();
        return "";
      }
      if (next != '\n') {
        line.append((char) next);
        continue;
      }
      String text = line.toString().strip();
      line.setLength(0);
      if (!text.isEmpty()) {
        header.add(text);
      } else if (!header.isEmpty()) {
        return "";
      }
    }
    return "a header of more than " + Limits.FRAME_HEADER_BYTES + " bytes";
  }

  private static long length(List<String> header) {
    long length = -1;
    for (String line : header) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new NumberFormatException("a header line without a colon");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (name.equals("content-length")) {
        long found = digits(line.substring(colon + 1).strip());
        if (length >= 0 && length != found) {
          throw new NumberFormatException("two different values of Content-Length");
        }
        length = found;
      }
    }
    if (length < 0) {
      throw new NumberFormatException("a header without Content-Length");
    }
    return length;
  }

  private static long digits(String value) {
    boolean plain = value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!plain || value.isEmpty() || value.length() > 18) {
      throw new NumberFormatException("a Content-Length that is not a number of bytes");
    }
    return Long.parseLong(value);
  }

  private Frame readBody(long length) throws IOException {
    if (length <= Limits.FRAME_BODY_BYTES) {
      byte[] body = new byte[(int) length];
      int read = in.readNBytes(body, 0, body.length);
      return read < body.length ? new Frame.End() : new Frame.Body(body);
    }
    if (length > SKIP_BYTES) {
      return new Frame.Broken("a Content-Length of more than " + SKIP_BYTES + " bytes");
    }
    byte[] prefix = in.readNBytes(PREFIX_BYTES);
    in.skipNBytes(length - prefix.length);
    return new Frame.Oversize(length, prefix);
  }
}
