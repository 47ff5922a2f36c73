package dev.roocode.service;

import dev.roocode.alert.Change;
import dev.roocode.alert.Watch;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Status;
import dev.roocode.index.WorkerLoop;
import dev.roocode.metrics.History;
import dev.roocode.metrics.LateRecorder;
import dev.roocode.metrics.LoggedPoints;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Meters;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.MetricsLog;
import dev.roocode.metrics.Point;
import dev.roocode.metrics.Reading;
import dev.roocode.metrics.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a workspace: once a minute, on a thread of its own, it looks, writes the log and tells
 * who listens what has become of the alerts. A workspace that another process writes is measured
 * but not written down: the log is that process's. Thread-safe.
 */
final class Measuring implements AutoCloseable {
  static final long MINUTE_MILLIS = 60_000;

  private static final long CLOSE_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

  private final Ticker ticker;
  private final Schedule schedule;
  private final Path data;
  private final long begunNanos;
  private final LateRecorder recorder = new LateRecorder(this::parts);
  private volatile @Nullable Parts parts;
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService thread;
  private final Supplier<Machine> machine;
  private final RunMark mark;
  private volatile @Nullable Status status;
  private volatile boolean started;
  private volatile boolean writes;
  private volatile boolean uncleanEnd;

  Measuring(Path data, Schedule schedule, Ticker ticker) {
    this(
        data,
        schedule,
        ticker,
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("metrics").factory()),
        () -> new Machine(data));
  }

  /**
   * @param thread where it looks, one at a time; closed with it
   * @param machine made when it is first looked at
   */
  Measuring(
      Path data,
      Schedule schedule,
      Ticker ticker,
      ExecutorService thread,
      Supplier<Machine> machine) {
    this.thread = thread;
    this.machine = machine;
    this.mark = new RunMark(data);
    this.ticker = ticker;
    this.schedule = schedule;
    this.data = data;
    this.begunNanos = ticker.nanos();
  }

  /** What takes a while to load, and hence is loaded when it is first needed. */
  private record Parts(History history, MetricsLog log, Watch watch) {}

  private Parts parts() {
    Parts there = parts;
    return there == null ? loaded() : there;
  }

  private synchronized Parts loaded() {
    Parts there = parts;
    if (there != null) {
      return there;
    }
    Meters meters = new Meters(ticker);
    machine.get().register(meters);
    gauges(meters);
    recorder.handOver(meters);
    History history = History.since(begunNanos, meters, ticker);
    MetricsLog log = new MetricsLog(data.resolve("logs"), meters, history, ticker);
    Parts loaded = new Parts(history, log, new Watch(data, history, log, ticker));
    parts = loaded;
    return loaded;
  }

  private void gauges(Meters meters) {
    of(meters, Metric.DEGRADED, now -> now.state() == Status.State.DEGRADED ? 1 : 0);
    of(meters, Metric.UNCLEAN_END, now -> uncleanEnd ? 1 : 0);
    of(meters, Metric.PAUSED, now -> now.paused() == null ? 0 : 1);
    of(meters, Metric.QUEUE_LENGTH, Status::queue);
    of(
        meters,
        Metric.COVERAGE,
        now ->
            now.coverage().chunks() == 0
                ? Double.NaN
                : 100.0 * now.coverage().vectors() / now.coverage().chunks());
    of(meters, Metric.INDEX_SIZE, Status::storeBytes);
    of(meters, Metric.BACKUP_AGE, this::backupHours);
  }

  private void of(Meters meters, Metric gauge, ToDoubleFunction<Status> value) {
    meters.gauge(
        gauge,
        () -> {
          Status now = status;
          return now == null ? Double.NaN : value.applyAsDouble(now);
        });
  }

  private double backupHours(Status now) {
    String last = now.lastBackup();
    return last == null
        ? Double.NaN
        : Duration.between(Instant.parse(last), ticker.now()).toMillis() / 3_600_000.0;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Begins to look, once a minute; a second call changes nothing. */
  synchronized void start(Supplier<Status> source) {
    if (!started) {
      started = true;
      writes = source.get().state() != Status.State.READ_ONLY;
      if (writes && mark.begin()) {
        uncleanEnd = true;
        LOG.warn("the server before has ended without a word: killed, crashed or with the machine");
      }
      plan(source);
    }
  }

  private void plan(Supplier<Status> source) {
    schedule.after(MINUTE_MILLIS, () -> tick(source));
  }

  private void tick(Supplier<Status> source) {
    try {
      thread.execute(() -> {
        WorkerLoop.attempt(() -> minute(source));
        plan(source);
      });
    } catch (RejectedExecutionException e) {
      started = false; // closed meanwhile
    }
  }

  private void minute(Supplier<Status> source) {
    Status now = source.get();
    status = now;
    Parts all = parts();
    if (now.state() != Status.State.READ_ONLY) {
      all.log().minute();
      all.watch().look().forEach(change -> listeners.forEach(listener -> listener.accept(change)));
      uncleanEnd = uncleanEnd && !hasStarted(now);
    }
    all.history().minute();
  }

  /** Whether the whole workspace has been looked at. */
  private static boolean hasStarted(Status now) {
    return now.state() != Status.State.STARTING
        && now.coverage().filesIndexed() >= now.coverage().filesTotal();
  }

  /** Is told, on a thread of its own, what becomes of the alerts. */
  void onAlert(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /**
   * @param now how the workspace stands
   * @param minutes of the past, 1 to {@link History#MINUTES_MAX}
   */
  Measured measured(Status now, int minutes) {
    status = now;
    return measured(ticker.now(), parts().history().last(minutes));
  }

  /**
   * How it stands, each metric over as many minutes as it is told of.
   *
   * @param now how the workspace stands
   */
  Measured measured(Status now) {
    status = now;
    Point point = parts().history().now();
    return measured(point.time(), point.readings());
  }

  private Measured measured(Instant time, List<Reading> readings) {
    Watch watch = parts().watch();
    List<Problem> problems = new ArrayList<>(watch.problems());
    trouble().map(Searching::problem).ifPresent(problems::add);
    return new Measured(time, readings, watch.rules(), watch.open(), watch.incidents(), problems);
  }

  /** The last hour, oldest first; what was before the start is read from the log. */
  List<Point> hour() {
    List<Point> own = parts().history().points();
    Instant now = ticker.now();
    Instant first = own.isEmpty() ? now.plusNanos(1) : own.getFirst().time();
    Instant begin = now.minus(Duration.ofMinutes(History.MINUTES_MAX)).plusSeconds(30);
    List<Point> hour = new ArrayList<>(LoggedPoints.read(data.resolve("logs"), begin, first));
    hour.addAll(own);
    return hour;
  }

  /** Why the log is not written. */
  Optional<Fault> trouble() {
    Parts there = parts;
    return there == null ? Optional.empty() : there.log().trouble();
  }

  /** The workspace is being closed: what follows is no crash any more. */
  void ending() {
    if (writes) {
      mark.end();
    }
  }

  private void end() throws IOException {
    Parts there = parts;
    if (there != null) {
      there.log().end();
    }
    if (writes) {
      MetricsLog.session(
          data.resolve("logs"), ticker, ticker.millisSince(begunNanos) / 1_000, recorder);
    }
  }

  @Override
  public void close() {
    if (started && !thread.isShutdown()) {
      thread.execute(() -> WorkerLoop.attempt(this::end));
    }
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
