package dev.roocode.metrics;

import dev.roocode.base.Ticker;
import dev.roocode.metrics.Counts.Count;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the counts of the last hour, so that the last minutes can be told of, and what was told
 * of each. Thread-safe.
 */
public final class History {
  /** As far back as it goes. */
  public static final int MINUTES_MAX = 60;

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Meters meters;
  private final Ticker ticker;
  private final Deque<Counts> minutes = new ArrayDeque<>();
  private final Deque<Point> points = new ArrayDeque<>();

  public History(Meters meters, Ticker ticker) {
    this(meters, ticker, meters.counts());
  }

  private History(Meters meters, Ticker ticker, Counts first) {
    this.meters = meters;
    this.ticker = ticker;
    minutes.add(first);
  }

  /**
   * One that begins before the meters were there: all that they have counted was since.
   *
   * @param nanos when it begins, as the ticker counts
   */
  public static History since(long nanos, Meters meters, Ticker ticker) {
    return new History(meters, ticker, new Counts(nanos, Map.of()));
  }

  /** To be called once a minute. */
  public synchronized void minute() {
    points.addLast(now());
    if (points.size() > MINUTES_MAX) {
      points.removeFirst();
    }
    minutes.addLast(meters.counts());
    while (minutes.size() > MINUTES_MAX + 1) {
      minutes.removeFirst();
    }
  }

  /**
   * What all metrics say of the last minutes, or of as many as there were.
   *
   * @param window in minutes, 1 to {@link #MINUTES_MAX}
   */
  public synchronized List<Reading> last(int window) {
    Counts now = meters.counts();
    Counts then = before(window);
    List<Reading> readings = new ArrayList<>();
    Arrays.stream(Metric.values()).forEach(metric -> readings.add(reading(metric, then, now)));
    return readings;
  }

  /** How it stands now, each metric over as many minutes as it is told of. */
  public synchronized Point now() {
    Counts now = meters.counts();
    List<Reading> readings = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      readings.add(reading(metric, before(metric.intervalMinutes()), now));
    }
    return new Point(ticker.now(), readings);
  }

  /** One of each minute of the last hour that this process has seen, oldest first. */
  public synchronized List<Point> points() {
    return List.copyOf(points);
  }

  /** The same for one metric. */
  public synchronized Reading last(Metric metric, int window) {
    return reading(metric, before(window), meters.counts());
  }

  /** The newest counts that are at least so old; the oldest where there are none. */
  private Counts before(int window) {
    long since = ticker.nanos() - window * MINUTE_NANOS;
    Counts found = minutes.getFirst();
    for (Counts counts : minutes) {
      if (counts.nanos() <= since) {
        found = counts;
      }
    }
    return found;
  }

  private Reading reading(Metric metric, Counts then, Counts now) {
    Count count = now.of(metric).since(then.of(metric));
    double seconds = Math.max(1, now.nanos() - then.nanos()) / 1e9;
    return switch (metric.kind()) {
      case GAUGE -> new Reading(metric, meters.gauge(metric), null, null, 0);
      case TIMER -> timer(metric, count);
      case SHARE -> {
        @Nullable Double share =
            count.events() == 0 ? null : (Double) (100 * count.amount() / count.events());
        yield new Reading(metric, share, null, null, count.events());
      }
      case RATE -> new Reading(metric, count.events() / seconds, null, null, count.events());
    };
  }

  private static Reading timer(Metric metric, Count count) {
    if (count.events() == 0) {
      return new Reading(metric, null, null, null, 0);
    }
    return new Reading(
        metric,
        count.amount() / count.events() / 1e6,
        count.percentileMillis(0.5),
        count.percentileMillis(0.95),
        count.events());
  }
}
