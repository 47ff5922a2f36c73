package dev.roocode.generate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads server-sent events (WHATWG HTML, 9.2) from bytes that arrive in any portions: lines end
 * with LF, CR or both, and are decoded whole, so that no character is torn. Not thread-safe.
 */
final class EventReader {
  static final int LINE_BYTES = 1 << 20;
  static final int EVENT_CHARS = 1 << 20;

  /** 32,768 tokens in events of 500 bytes. */
  static final long TOTAL_BYTES = 16 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private long total;
  private boolean first = true;

  /** The last byte was a CR, after which an LF belongs to the same end of line. */
  private boolean afterReturn;

  /**
   * The events that end within these bytes.
   *
   * @throws Garbled where a limit is exceeded
   */
  List<Event> feed(ByteBuffer bytes) throws Garbled {
    List<Event> events = new ArrayList<>();
    total += bytes.remaining();
    if (total > TOTAL_BYTES) {
      throw new Garbled("is longer than " + TOTAL_BYTES + " bytes");
    }
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n' && afterReturn) {
        afterReturn = false;
      } else if (next == '\n' || next == '\r') {
        afterReturn = next == '\r';
        endLine(events);
      } else {
        afterReturn = false;
        if (line.size() == LINE_BYTES) {
          throw new Garbled("has a line of more than " + LINE_BYTES + " bytes");
        }
        line.write(next);
      }
    }
    return events;
  }

  /**
   * The event whose blank line is missing because the stream has ended. A line without its end is
   * dropped: nobody knows what it would have become.
   */
  List<Event> end() {
    List<Event> events = new ArrayList<>();
    endEvent(events);
    return events;
  }

  private void endLine(List<Event> events) throws Garbled {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (first && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    first = false;
    if (text.isEmpty()) {
      endEvent(events);
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    field(field, value.startsWith(" ") ? value.substring(1) : value);
  }

  /** A comment is a field without a name. */
  private void field(String field, String value) throws Garbled {
    if (field.equals("event")) {
      name = value;
    } else if (field.equals("data")) {
      if (data.length() + value.length() > EVENT_CHARS) {
        throw new Garbled("has an event of more than " + EVENT_CHARS + " characters");
      }
      data.append(value).append('\n');
    }
  }

  private void endEvent(List<Event> events) {
    if (!data.isEmpty()) {
      data.setLength(data.length() - 1);
      if (!data.isEmpty()) {
        events.add(new Event(name, data.toString()));
      }
    }
    data.setLength(0);
    name = "";
  }
}
