package dev.roocode.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads the first message of a stranger, which is refused at its first byte that does not fit: a
 * browser's request, or that of any other protocol, never gets as far as a body.
 */
final class Greeting {
  /** The request that shows the token. */
  static final String METHOD = "endpoint/hello";

  private static final String HEADER = "content-length:";
  private static final int DIGITS = 5;

  private Greeting() {}

  /**
   * The body of the first message; empty where it is no greeting with the right token.
   *
   * @param in buffered; stands behind the message afterwards
   */
  static Optional<byte[]> read(InputStream in, EndpointFile endpoint, int mostBytes)
      throws IOException {
    int length = length(in);
    if (length < 0 || length > mostBytes) {
      return Optional.empty();
    }
    byte[] body = in.readNBytes(length);
    return body.length == length && isRight(body, endpoint) ? Optional.of(body) : Optional.empty();
  }

  /** Of the body, from exactly the one header line that there must be; -1 for anything else. */
  private static int length(InputStream in) throws IOException {
    for (int at = 0; at < HEADER.length(); at++) {
      if (Character.toLowerCase(in.read()) != HEADER.charAt(at)) {
        return -1;
      }
    }
    int next = in.read();
    if (next == ' ') {
      next = in.read();
    }
    int length = -1;
    for (int count = 0; next >= '0' && next <= '9'; next = in.read()) {
      if (++count > DIGITS) {
        return -1;
      }
      length = Math.max(0, length) * 10 + next - '0';
    }
    boolean ended = next == '\r' && in.read() == '\n' && in.read() == '\r' && in.read() == '\n';
    return ended ? length : -1;
  }

  private static boolean isRight(byte[] body, EndpointFile endpoint) {
    try {
      return JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
              instanceof JsonObject message
          && message.has("id")
          && new JsonPrimitive(METHOD).equals(message.get("method"))
          && message.get("params") instanceof JsonObject params
          && params.get("token") instanceof JsonPrimitive token
          && token.isString()
          && endpoint.admits(token.getAsString());
    } catch (JsonParseException e) {
      return false;
    }
  }
}
