package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static Envelope scan(String body) {
    return Envelope.scan(body.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String id(String body) {
    JsonElement id = scan(body).id();
    return id == null ? null : id.toString();
  }

  @Test
  void findsTheIdOfTheMessageAlone() {
    assertEquals("7", id("{\"jsonrpc\":\"2.0\", \"id\" : 7, \"method\":\"x\"}"));
    assertEquals("\"a,\\\"b\"", id("{\"params\":{\"id\":1},\"id\":\"a,\\\"b\"}"));
    assertEquals("3", id("{\"a\":[{\"id\":1}],\"b\":\"id\",\"id\":3}"));
    assertNull(id("{\"params\":{\"id\":1}}"));
    assertNull(id("[{\"id\":1}]"));
    assertNull(id("{\"method\":\"id\",\"x\":\"\\\"id\\\":5\"}"));
  }

  @Test
  void findsItInWhatIsCutOrDamagedToo() {
    assertEquals("12", id("{\"id\":12,\"method\":\"x\",\"params\":{\"a"));
    assertEquals("12", id("{\"id\":12,]]]}}\"'"));
    assertNull(id("{\"id\":12")); // more digits may follow
    assertNull(id("{\"id\":\"never ended"));
    assertNull(id("{\"id\":null}"));
    assertNull(id("{\"id\":true}"));
    assertNull(id("{\"id\":{\"a\":1}}"));
    assertNull(id("{\"id\":1-2,"));
    assertNull(id("{\"id\":\"" + "x".repeat(1000) + "\"}"));
  }

  @Test
  void countsDepthAndValuesOutsideOfTexts() {
    assertEquals(3, scan("{\"a\":[{}],\"b\":\"[[[[[[\"}").depth());
    assertEquals(0, scan("\"[\\\"[[\"").depth());
    assertEquals(100_000, scan("[".repeat(100_000)).depth());
    assertEquals(5, scan("[1,2,3,4]").values());
  }

  @Test
  void survivesAnything() {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    String alphabet = "{}[]\",:\\id07 e-é\0";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder body = new StringBuilder("{\"id\":");
      for (int length = random.nextInt(30); length > 0; length--) {
        body.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      JsonElement id = scan(body.toString()).id();
      if (id != null) {
        assertEquals(id, JsonParser.parseString(id.toString()), "seed " + seed + ": " + body);
      }
    }
  }
}
