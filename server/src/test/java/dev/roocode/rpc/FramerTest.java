package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramerTest {
  /** Gives one byte per read, as a slow pipe may. */
  private static final class Drip extends InputStream {
    private final InputStream in;

    Drip(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, Math.min(1, length));
    }
  }

  /** As many zeros as asked for, without holding them. */
  private static InputStream zeros(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? '0' : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        int most = (int) Math.min(left, length);
        Arrays.fill(into, offset, offset + most, (byte) '0');
        left -= most;
        return most == 0 && length > 0 ? -1 : most;
      }
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> bodies(InputStream in) throws IOException {
    Framer framer = new Framer(in);
    List<String> bodies = new ArrayList<>();
    while (framer.next() instanceof Framer.Frame.Body body) {
      bodies.add(new String(body.bytes(), StandardCharsets.UTF_8));
    }
    return bodies;
  }

  private static Framer.Frame first(String text) throws IOException {
    return new Framer(stream(text)).next();
  }

  @Test
  void severalFramesInOneRead() throws IOException {
    String text =
        "Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\n[\"é\"Content-Length: 0\r\n\r\n";
    assertEquals(List.of("{}", "[\"é", ""), bodies(stream(text.replace("\"é\"", "\"é"))));
  }

  @Test
  void byteByByteTheSame() throws IOException {
    String text = "Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\nabc";
    assertEquals(List.of("{}", "abc"), bodies(new Drip(stream(text))));
  }

  @Test
  void namesInAnyCaseAndOtherHeadersAreFine() throws IOException {
    String text =
        "content-type: application/vscode-jsonrpc; charset=utf-16\r\nCONTENT-LENGTH:2\r\n\r\n{}"
            + "content-length :  2\n\n[]";
    assertEquals(List.of("{}", "[]"), bodies(stream(text)));
  }

  @Test
  void anEmptyStreamEndsAndSoDoesACutOne() throws IOException {
    assertInstanceOf(Framer.Frame.End.class, first(""));
    assertInstanceOf(Framer.Frame.End.class, first("Content-Len"));
    assertInstanceOf(Framer.Frame.End.class, first("Content-Length: 5\r\n"));
    assertInstanceOf(Framer.Frame.End.class, first("Content-Length: 5\r\n\r\n{}"));
  }

  @Test
  void aLengthThatSaysNothingBreaksTheStream() throws IOException {
    for (String header :
        List.of(
            "Content-Length: -5",
            "Content-Length: +5",
            "Content-Length:",
            "Content-Length: five",
            "Content-Length: 5 5",
            "Content-Length: 99999999999999999999",
            "Content-Length: 999999999999",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Type: text/plain",
            "{\"jsonrpc\":\"2.0\"}",
            "GET / HTTP/1.1")) {
      assertInstanceOf(Framer.Frame.Broken.class, first(header + "\r\n\r\n{}"), header);
    }
    assertInstanceOf(
        Framer.Frame.Body.class, first("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"));
  }

  @Test
  void anEndlessHeaderIsNotRead() throws IOException {
    InputStream endless = zeros(Long.MAX_VALUE);
    assertInstanceOf(Framer.Frame.Broken.class, new Framer(endless).next());
    String lines = "A: b\r\n".repeat(Limits.FRAME_HEADER_BYTES);
    assertInstanceOf(Framer.Frame.Broken.class, first(lines));
  }

  @Test
  void tooLargeABodyIsSkippedAndTheNextFrameIsRead() throws IOException {
    long length = Limits.FRAME_BODY_BYTES + 1L;
    String id = "{\"id\":7,";
    InputStream in =
        new SequenceInputStream(
            stream("Content-Length: " + length + "\r\n\r\n" + id),
            new SequenceInputStream(
                zeros(length - id.length()), stream("Content-Length: 2\r\n\r\n{}")));
    Framer framer = new Framer(in);
    Framer.Frame.Oversize large = assertInstanceOf(Framer.Frame.Oversize.class, framer.next());
    assertEquals(length, large.length());
    assertTrue(new String(large.prefix(), StandardCharsets.UTF_8).startsWith(id));
    assertInstanceOf(Framer.Frame.Body.class, framer.next());
  }

  @Test
  void theLargestBodyIsRead() throws IOException {
    int length = Limits.FRAME_BODY_BYTES;
    InputStream in =
        new SequenceInputStream(stream("Content-Length: " + length + "\r\n\r\n"), zeros(length));
    Framer.Frame.Body body = assertInstanceOf(Framer.Frame.Body.class, new Framer(in).next());
    assertEquals(length, body.bytes().length);
  }
}
