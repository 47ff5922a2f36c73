package dev.roocode.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Messages that are a line each. Keeps no more of one than its bound. */
final class Lines {
  private final InputStream in;
  private final int mostBytes;

  /** A line, whole or too long; the rest of one that is too long was read and dropped. */
  @SuppressWarnings("ArrayRecordComponent") // read once, by one
  record Line(byte[] bytes, boolean tooLong) {}

  Lines(InputStream in, int mostBytes) {
    this.in = new BufferedInputStream(in);
    this.mostBytes = mostBytes;
  }

  /** The next line without its end; null at the end of the stream. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    boolean any = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      any = true;
      if (b == '\n') {
        return new Line(bytes.toByteArray(), tooLong);
      }
      if (bytes.size() < mostBytes) {
        bytes.write(b);
      } else {
        tooLong = true;
      }
    }
    return any ? new Line(bytes.toByteArray(), tooLong) : null;
  }
}
