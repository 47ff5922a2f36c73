package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static final String STREAM =
      String.join(
          "",
          "\uFEFF: hello\r\nevent: a\r\ndata: 日本\r\n\r\n",
          "data:one\rdata: two\r\rid: 7\nretry: 9\ndata: 🎉\n\n",
          "data\n\n: comment\n\ndata: [DONE]\n");
  private static final List<Event> EVENTS =
      List.of(
          new Event("a", "日本"),
          new Event("", "one\ntwo"),
          new Event("", "🎉"),
          new Event("", "[DONE]"));

  @Test
  void anyPortionsGiveTheSameEvents() throws Garbled {
    byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      EventReader reader = new EventReader();
      List<Event> events = new ArrayList<>();
      for (int from = 0; from < bytes.length; from += size) {
        events.addAll(
            reader.feed(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from))));
      }
      events.addAll(reader.end());
      assertEquals(EVENTS, events, "in portions of " + size);
    }
  }

  @Test
  void aLineWithoutItsEndIsDropped() throws Garbled {
    EventReader reader = new EventReader();
    assertEquals(List.of(), reader.feed(bytes("data: {\"half\"")));
    assertEquals(List.of(), reader.end());
  }

  @Test
  void everythingIsBounded() {
    String line = "x".repeat(EventReader.LINE_BYTES + 1);
    assertThrows(Garbled.class, () -> new EventReader().feed(bytes(line)));
    String event = ("data: " + "y".repeat(1_000) + "\n").repeat(1_100);
    assertThrows(Garbled.class, () -> new EventReader().feed(bytes(event)));
    EventReader reader = new EventReader();
    assertThrows(
        Garbled.class,
        () -> {
          while (true) {
            var _ = reader.feed(bytes(": still there\n".repeat(10_000)));
          }
        });
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
