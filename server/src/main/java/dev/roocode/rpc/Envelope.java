package dev.roocode.rpc;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over the bytes of a JSON body tells before anything is built from it: how deep it
 * nests, how many values it holds, and the {@code id} of the message, also when the rest is damaged
 * or cut off. Uses no stack and no memory that grows with the body.
 */
record Envelope(int depth, int values, @Nullable JsonElement id) {
  /** A longer id is not looked for. */
  private static final int ID_BYTES = 256;

  static Envelope scan(byte[] body) {
    Scanner scanner = new Scanner(body);
    scanner.run();
    return new Envelope(scanner.deepest, scanner.values, scanner.id);
  }

  /** The state of the pass. */
  private static final class Scanner {
    private final byte[] body;
    private int at;
    private int depth;
    private int deepest;
    private int values = 1;
    private boolean nameExpected;
    private @Nullable JsonElement id;

    Scanner(byte[] body) {
      this.body = body;
    }

    void run() {
      while (at < body.length) {
        switch (body[at]) {
          case '{', '[' -> {
            depth++;
            values++;
            deepest = Math.max(deepest, depth);
            nameExpected = depth == 1 && body[at] == '{';
          }
          case '}', ']' -> depth--;
          case ',' -> {
            values++;
            nameExpected = depth == 1;
          }
          case '"' -> string();
          default -> {}
        }
        at++;
      }
    }

    /** Stands on the opening quote before, on the closing one after. */
    private void string() {
      int start = ++at;
      while (at < body.length && body[at] != '"') {
        at += body[at] == '\\' ? 2 : 1;
      }
      if (nameExpected && at - start == 2 && body[start] == 'i' && body[start + 1] == 'd') {
        id = id == null ? value(at + 1) : id;
      }
      nameExpected = false;
    }

    /** The string or number behind the colon; null where neither stands there as a whole. */
    private @Nullable JsonElement value(int from) {
      int start = from;
      while (start < body.length && (body[start] <= ' ' || body[start] == ':')) {
        start++;
      }
      int end = start;
      int most = Math.min(body.length, start + ID_BYTES);
      if (end < most && body[end] == '"') {
        end++;
        while (end < most && body[end] != '"') {
          end += body[end] == '\\' ? 2 : 1;
        }
        return end < most ? primitive(start, end + 1) : null;
      }
      while (end < most && "+-.0123456789eE".indexOf(body[end]) >= 0) {
        end++;
      }
      return end > start && end < most ? primitive(start, end) : null;
    }

    private @Nullable JsonElement primitive(int start, int end) {
      try {
        String text = new String(body, start, end - start, StandardCharsets.UTF_8);
        JsonElement parsed = JsonParser.parseString(text);
        boolean quoted = body[start] == '"';
        return parsed instanceof JsonPrimitive known && known.isString() == quoted ? known : null;
      } catch (JsonParseException e) {
        return null; // an id that is no JSON cannot be answered to
      }
    }
  }
}
