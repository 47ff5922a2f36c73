package dev.roocode.app;

import dev.roocode.protocol.MetricsMeasured.Level;
import dev.roocode.protocol.MetricsMeasured.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of {@code logs/server.log}, and at each further call what was written since, by this
 * process or another, across a rotation. Thread-safe.
 */
final class LogTail implements Supplier<List<LogLine>> {
  static final int LINES_MAX = 300;

  private static final int BYTES_MAX = 64 << 10;

  /** As {@link ServerLog} writes: time, thread, level, logger, text. */
  private static final Pattern LINE =
      Pattern.compile("(\\S+) \\[[^]]*] (ERROR|WARN|INFO|DEBUG|TRACE) (\\S+ - .*)");

  private final Path file;
  private final Path former;
  private @Nullable Place place;
  private Level level = Level.INFO;
  private boolean leftOut;

  /**
   * How far a file was read.
   *
   * @param key of the file, null where the system has none
   */
  private record Place(@Nullable Object key, long bytes) {}

  /**
   * @param logs the folder
   */
  LogTail(Path logs) {
    file = logs.resolve(ServerLog.FILE);
    former = logs.resolve(ServerLog.FILE + ".1");
  }

  @Override
  public synchronized List<LogLine> get() {
    Place read = place;
    List<LogLine> lines = new ArrayList<>();
    leftOut = false;
    BasicFileAttributes now = look(file);
    if (read == null) {
      if (now == null || now.size() < BYTES_MAX) {
        read(former, Long.MAX_VALUE, lines);
      }
      place = read(file, Long.MAX_VALUE, lines);
      return last(lines, false);
    }
    if (now != null && same(read, now)) {
      if (now.size() > read.bytes()) {
        place = read(file, now.size() - read.bytes(), lines);
      }
      return last(lines, true);
    }
    BasicFileAttributes before = look(former); // it was full, or somebody deleted it
    if (before != null && read.bytes() > 0 && same(read, before)) {
      read(former, before.size() - read.bytes(), lines);
    }
    place = read(file, Long.MAX_VALUE, lines);
    return last(lines, true);
  }

  private static boolean same(Place read, BasicFileAttributes now) {
    return now.size() >= read.bytes()
        && String.valueOf(now.fileKey()).equals(String.valueOf(read.key()));
  }

  private static @Nullable BasicFileAttributes look(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) { // there is none
      return null;
    }
  }

  /**
   * Adds the whole lines at the end of a file.
   *
   * @param wanted how many bytes of it; more than there may be are all that may be
   */
  private Place read(Path path, long wanted, List<LogLine> into) {
    BasicFileAttributes there = look(path);
    if (there == null) {
      return new Place(null, 0);
    }
    long from = there.size() - Math.min(there.size(), Math.min(wanted, BYTES_MAX));
    boolean cut = from > 0 && from != there.size() - wanted;
    leftOut |= cut;
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) (there.size() - from));
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      int end = bytes.position();
      while (end > 0 && bytes.get(end - 1) != '\n') {
        end--; // half a line is read when it is whole
      }
      String text = new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
      text.lines().skip(cut ? 1 : 0).forEach(line -> into.add(line(line)));
      return new Place(there.fileKey(), from + end);
    } catch (IOException e) { // it may be rotated under our hands; the next call finds it
      return new Place(null, 0);
    }
  }

  private LogLine line(String text) {
    Matcher own = LINE.matcher(text);
    if (!own.matches()) {
      return new LogLine(null, level, text);
    }
    level = own.group(2).equals("TRACE") ? Level.DEBUG : Level.valueOf(own.group(2));
    return new LogLine(own.group(1), level, own.group(3));
  }

  /** Says that some are left out, where that is no matter of course. */
  private List<LogLine> last(List<LogLine> lines, boolean told) {
    int over = lines.size() - LINES_MAX;
    if (!told || (over <= 0 && !leftOut)) {
      return over <= 0 ? lines : lines.subList(over, lines.size());
    }
    List<LogLine> kept = new ArrayList<>();
    kept.add(new LogLine(null, Level.WARN, "… more lines were written than are shown here"));
    kept.addAll(lines.subList(Math.max(0, over + 1), lines.size()));
    return kept;
  }
}
