package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.backup.SnapshotId.Kind;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Status;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.metrics.LogLines;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.MetricsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts of the machine and of the server's life, opened and closed by what really happens to them;
 * only the minutes are the test's. Those of requests are in {@link MeasuringTest}.
 */
@Timeout(120)
class AlertCausesTest {
  private static final Status FINE =
      new Status(
          Status.State.READY,
          new Coverage(1, 1, 1, 1),
          0,
          "",
          1,
          1,
          null,
          null,
          null,
          0,
          List.of());

  @TempDir Path temporary;
  private Path data = Path.of("");
  private Path meminfo = Path.of("");
  private final ManualSchedule schedule = new ManualSchedule();
  private final List<String> told = new ArrayList<>();
  private final AtomicLong passedNanos = new AtomicLong();
  private Status status = FINE;
  private Measuring measuring;

  /** The real clock, as much later as the test says. */
  private final Ticker ticker =
      new Ticker() {
        private final Instant begun = Instant.now();

        @Override
        public Instant now() {
          return begun.plusNanos(passedNanos.get());
        }

        @Override
        public long nanos() {
          return passedNanos.get();
        }
      };

  @BeforeEach
  void begin() throws IOException {
    data = Files.createDirectories(temporary.resolve("data"));
    meminfo = temporary.resolve("meminfo");
    memory(50);
    measuring = started(() -> status);
  }

  private Measuring started(Supplier<Status> source) {
    Measuring made =
        new Measuring(data, schedule, ticker, new Here(), () -> new Machine(data, meminfo));
    made.onAlert(change -> told.add(change.word() + " " + change.alert().rule().name()));
    made.start(source);
    return made;
  }

  @AfterEach
  void end() {
    measuring.ending();
    measuring.close();
  }

  private void memory(int percentInUse) throws IOException {
    Files.writeString(
        meminfo,
        "MemTotal:       100000 kB\nMemFree:          1000 kB\nMemAvailable:   %d kB\n"
            .formatted(1_000 * (100 - percentInUse)));
  }

  /** A rule with a limit that this machine can be driven over. */
  private void rule(String name, String condition) throws IOException {
    Path config = Files.createDirectories(data.resolve("config"));
    Files.writeString(
        config.resolve("alerts.yaml"),
        "alerts:\n  - name: %s\n    condition: %s\n    duration: 5m\n".formatted(name, condition));
  }

  private void minutes(int count) {
    for (int i = 0; i < count; i++) {
      passedNanos.addAndGet(Duration.ofMinutes(1).toNanos());
      schedule.advance(Measuring.MINUTE_MILLIS);
    }
  }

  private List<String> toldOf(String rule) {
    return told.stream()
        .filter(word -> word.endsWith(" " + rule))
        .map(word -> word.substring(0, word.indexOf(' ')))
        .toList();
  }

  /** Lets the machine do something for a while between two looks, until it is so. */
  private void until(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what + ": " + told);
      assertFalse(new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS));
      minutes(1);
    }
  }

  @Test
  void aBusyLoopOpensTheAlertOfTheProcessors() throws Exception {
    rule("own_processors", "process_cpu_usage > 10%");
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Thread> loops = new ArrayList<>();
    for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
      loops.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (busy.get()) {
                  Thread.onSpinWait();
                }
              }));
    }
    try {
      until(
          () -> toldOf("cpu_usage").equals(List.of("opened")), "the shipped rule, by the machine");
      until(() -> toldOf("own_processors").equals(List.of("opened")), "opens");
    } finally {
      busy.set(false);
      for (Thread loop : loops) {
        loop.join();
      }
    }
    until(() -> toldOf("own_processors").equals(List.of("opened", "closed")), "closes");
  }

  @Test
  void memoryThatRunsShortOpensItsAlert() throws IOException {
    memory(86);
    minutes(5);
    assertEquals(List.of(), toldOf("memory_usage"), "not yet for five minutes");
    minutes(1);
    assertEquals(List.of("opened"), toldOf("memory_usage"));
    memory(80);
    minutes(10);
    assertEquals(List.of("opened"), toldOf("memory_usage"), "less, but not by enough");
    memory(70);
    minutes(6);
    assertEquals(List.of("opened", "closed"), toldOf("memory_usage"));
  }

  @Test
  void aHeapThatFillsOpensItsAlert() throws Exception {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double used = runtime.totalMemory() - runtime.freeMemory();
    double limit = 100 * (used + (150 << 20)) / runtime.maxMemory();
    rule("heap_usage", "heap_usage > %.2f%%".formatted(limit));
    List<byte[]> ballast = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      ballast.add(new byte[1 << 18]);
    }
    until(() -> toldOf("heap_usage").equals(List.of("opened")), "opens");
    assertEquals(1_200, ballast.size());
    ballast.clear();
    System.gc();
    until(() -> toldOf("heap_usage").equals(List.of("opened", "closed")), "closes");
  }

  /** Where this process may mount one, a disk of a few megabytes. */
  @Test
  @Tag("slow")
  void aSmallDiskThatFillsOpensItsAlert() throws Exception {
    measuring.close();
    if (FullDiskTest.run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", data.toString()) != 0) {
      return;
    }
    try {
      measuring = started(() -> status);
      minutes(3);
      assertEquals(List.of(), toldOf("disk_usage"));
      Path filler = data.resolve("filler");
      Files.write(filler, new byte[11 << 20]);
      minutes(2);
      assertEquals(List.of("opened"), toldOf("disk_usage"));
      Files.delete(filler);
      minutes(2);
      assertEquals(List.of("opened", "closed"), toldOf("disk_usage"));
    } finally {
      assertEquals(0, FullDiskTest.run("umount", "-l", data.toString()));
    }
  }

  @Test
  void aBackupThatStaysOutOpensItsAlert() {
    Path source =
        Fixture.write(temporary.resolve("source"), "//- Cart.java\nclass Cart { int total; }\n");
    WorkspaceSettings plain = WorkspaceSettings.DEFAULTS;
    WorkspaceSettings unmeasured =
        new WorkspaceSettings(
            plain.scan(),
            plain.chunk(),
            plain.store(),
            plain.index(),
            plain.search(),
            plain.answer(),
            plain.backup(),
            MetricsSettings.OFF,
            plain.service());
    try (Workspace workspace =
        Workspaces.open(
            List.of(source),
            Footing.of(temporary.resolve("index")),
            unmeasured,
            () -> Optional.of(new CountingEmbedder()),
            new ManualSchedule())) {
      workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      workspace.backUp(Kind.FULL, Cancellation.NEVER);
      status = workspace.status();
      minutes(20);
      assertEquals(List.of(), toldOf("backup_age"));
      passedNanos.addAndGet(Duration.ofDays(2).toNanos());
      minutes(11);
      assertEquals(List.of("opened"), toldOf("backup_age"));
      workspace.backUp(Kind.FULL, Cancellation.NEVER);
      Instant made = Instant.parse(String.valueOf(workspace.status().lastBackup()));
      status = backedUp(made.plusNanos(passedNanos.get())); // by the test's clock
      minutes(30);
      assertEquals(List.of("opened", "closed"), toldOf("backup_age"));
    }
  }

  private static Status backedUp(Instant last) {
    return new Status(
        FINE.state(), FINE.coverage(), 0, "", 1, 1, null, last.toString(), null, 0, List.of());
  }

  @Test
  void aServerThatWasKilledIsAnIncidentUntilTheNextHasStarted() throws IOException {
    minutes(3);
    assertEquals(List.of(), toldOf("stopped"), "the first start");
    assertTrue(Files.exists(data.resolve(RunMark.FILE)));
    Measuring killed = measuring; // nobody closes it
    status = FINE.in(Status.State.STARTING);
    measuring = started(() -> status);
    minutes(3);
    assertEquals(List.of("opened"), toldOf("stopped"));
    assertEquals(
        List.of("P1"),
        measuring.measured(status, 1).incidents().stream().map(i -> i.level().name()).toList());
    status = FINE;
    minutes(2);
    assertEquals(List.of("opened", "closed"), toldOf("stopped"));
    measuring.ending();
    measuring.close();
    measuring = started(() -> status);
    minutes(3);
    assertEquals(2, toldOf("stopped").size(), "this one ended well");
    killed.close();
    LogLines.of(data.resolve("logs")).forEach(LogLines::assertValid);
  }

  @Test
  void whoOnlyReadsLeavesNoMarkAndWritesNoLine() throws IOException {
    measuring.ending();
    measuring.close();
    int before = LogLines.of(data.resolve("logs")).size();
    status = FINE.in(Status.State.READ_ONLY);
    measuring = started(() -> status);
    assertFalse(Files.exists(data.resolve(RunMark.FILE)));
    minutes(6);
    measuring.close();
    assertEquals(before, LogLines.of(data.resolve("logs")).size());
  }

  @Test
  void aShortSessionLeavesALineOfItsOwn() throws IOException {
    measuring.recorder().outcome(dev.roocode.metrics.Metric.ERROR_RATE, true);
    measuring.recorder().outcome(dev.roocode.metrics.Metric.ERROR_RATE, false);
    passedNanos.addAndGet(Duration.ofSeconds(42).toNanos());
    measuring.ending();
    measuring.close();
    var lines = LogLines.of(data.resolve("logs"));
    lines.forEach(LogLines::assertValid);
    assertEquals(1, lines.size());
    assertEquals("session", lines.getFirst().get("kind").getAsString());
    assertEquals(42, lines.getFirst().get("seconds").getAsLong());
    assertEquals(2, lines.getFirst().get("requests").getAsLong());
    assertEquals(1, lines.getFirst().get("failed").getAsLong());
  }
}
