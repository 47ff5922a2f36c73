package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Query;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.ModelId;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.index.ManualTicker;
import dev.roocode.metrics.History;
import dev.roocode.metrics.LogLines;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Metric;
import dev.roocode.metrics.Point;
import dev.roocode.metrics.Reading;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.MemoryStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that is measured, with causes that are real and a clock that is not. */
@Timeout(60)
class MeasuringTest {
  private static final String CANARY = "zanzibar";

  @TempDir Path temporary;
  private Path root = Path.of("");
  private Path data = Path.of("");
  private final ManualTicker ticker = new ManualTicker();
  private final ManualSchedule schedule = new ManualSchedule();
  private final MemoryStore memory = Opened.memory();
  private final List<String> told = new ArrayList<>();
  private boolean storeFails;
  private long embedderNanos;
  private boolean embedderMissing;
  private Workspace workspace;

  /** Takes as long as the test says. */
  private final class Slow implements Embedder {
    private final CountingEmbedder embedder = new CountingEmbedder();

    @Override
    public ModelId model() {
      return embedder.model();
    }

    @Override
    public int batchSize() {
      return embedder.batchSize();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return embedder.embed(texts);
    }

    @Override
    public float[] embedQuery(String text) {
      ticker.advance(Duration.ofNanos(embedderNanos));
      return embedder.embedQuery(text);
    }

    @Override
    public void close() {
      embedder.close();
    }
  }

  /** The store, which fails when the test says so. */
  private ChunkStore store() {
    return (ChunkStore)
        Proxy.newProxyInstance(
            ChunkStore.class.getClassLoader(),
            new Class<?>[] {ChunkStore.class},
            (proxy, method, arguments) -> {
              if (storeFails && method.getName().equals("outline")) {
                throw new Fault.Unavailable("index", "cannot be read: " + CANARY, "");
              }
              try {
                return method.invoke(memory, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @BeforeEach
  void open() {
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      files.append("//- src/C%d.java%nclass C%d { void %s%d() {} }%n".formatted(i, i, CANARY, i));
    }
    root = Fixture.write(temporary.resolve("workspace"), files.toString());
    data = temporary.resolve("data");
    workspace = opened();
  }

  private Workspace opened() {
    Measuring measuring =
        new Measuring(data, schedule, ticker, new Here(), () -> new Machine(data));
    Supplier<Optional<Embedder>> embedder =
        () -> {
          if (embedderMissing) {
            throw new Fault.Unavailable("model", "is not there", "");
          }
          return Optional.of(new Slow());
        };
    Workspace local =
        new LocalWorkspace(
            RootFolders.of(List.of(root)),
            new Parts(
                WorkspaceSettings.DEFAULTS,
                data,
                new LiveStore(store(), measuring.recorder()),
                Optional.empty(),
                embedder,
                schedule,
                ticker,
                Optional.empty(),
                measuring.recorder()));
    Workspace metered = new MeteredWorkspace(local, measuring, ticker);
    metered.onAlert(change -> told.add(change.word() + " " + change.alert().rule().name()));
    return metered;
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private void index() {
    workspace.start();
    workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
  }

  private void minutes(int count) {
    for (int i = 0; i < count; i++) {
      ticker.advance(Duration.ofMinutes(1));
      schedule.advance(Measuring.MINUTE_MILLIS);
    }
  }

  private void search(String text) {
    assertNotNull(workspace.search(Query.of(text, 5), Cancellation.NEVER));
  }

  /** What was told of a rule: the machine that runs the tests may have troubles of its own. */
  private List<String> toldOf(String rule) {
    return told.stream().filter(word -> word.endsWith(" " + rule)).toList();
  }

  private Reading reading(Metric metric) {
    return workspace.measured(1).readings().stream()
        .filter(reading -> reading.metric() == metric)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSlowEmbedderOpensTheAlertsOfSearchAndResponse() {
    index();
    embedderNanos = Duration.ofMillis(1_500).toNanos();
    search("first question");
    search("second question");
    workspace.ask("what is " + CANARY + "2", 3, text -> {}, Cancellation.NEVER);
    minutes(1);
    assertEquals(List.of("opened generation_time"), toldOf("generation_time"));
    assertEquals(List.of("opened search_time"), toldOf("search_time"));
    assertEquals(List.of("opened response_time"), toldOf("response_time"));
    assertTrue(
        workspace.measured(5).alerts().stream()
            .anyMatch(alert -> alert.rule().name().equals("search_time")));
    embedderNanos = 0;
    search("third question");
    workspace.ask("what is " + CANARY + "3", 3, text -> {}, Cancellation.NEVER);
    minutes(3);
    assertEquals(2, toldOf("generation_time").size());
    assertEquals(List.of("opened search_time", "closed search_time"), toldOf("search_time"));
    assertEquals(2, toldOf("response_time").size());
  }

  @Test
  void failingRequestsOpenTheAlertOfTheErrorRate() {
    index();
    storeFails = true;
    Path file = root.resolve("src/C1.java");
    for (int i = 0; i < 60; i++) {
      assertThrows(Fault.class, () -> workspace.outline(file));
      assertThrows(Fault.NotFound.class, () -> workspace.outline(root.resolve("nothing")));
    }
    assertEquals(60, reading(Metric.ERROR_RATE).count() - 1, "who asks for nothing is no error");
    minutes(1);
    assertEquals(List.of("opened error_rate"), toldOf("error_rate"));
    storeFails = false;
    minutes(11);
    assertEquals(List.of("opened error_rate", "closed error_rate"), toldOf("error_rate"));
  }

  @Test
  void aModelThatIsMissingIsADegradedServer() {
    embedderMissing = true;
    index();
    minutes(4);
    assertEquals(List.of(), toldOf("degraded"));
    minutes(3);
    assertEquals(List.of("opened degraded"), toldOf("degraded"));
    embedderMissing = false;
    index();
    minutes(7);
    assertEquals(List.of("opened degraded", "closed degraded"), toldOf("degraded"));
  }

  @Test
  void filesThatAreWrittenAnewLowerTheHitRate() throws IOException {
    index();
    assertEquals(0, reading(Metric.CACHE_HIT_RATE).count(), "the first run does not count");
    for (int i = 0; i < 60; i++) {
      Files.writeString(root.resolve("src/C" + i + ".java"), "class Other" + i + " { int n; }\n");
    }
    index();
    assertEquals(0.0, reading(Metric.CACHE_HIT_RATE).value());
    minutes(1);
    assertEquals(List.of("opened cache_hit_rate"), toldOf("cache_hit_rate"));
    minutes(11);
    assertEquals(2, toldOf("cache_hit_rate").size());
  }

  @Test
  void whatIsCountedIsWhatHappened() {
    index();
    assertTrue(reading(Metric.CHUNK_RATE).count() >= 60);
    assertTrue(reading(Metric.EMBEDDING_RATE).count() >= 60);
    search("one");
    search("one");
    search("two");
    assertEquals(3, reading(Metric.SEARCH_TIME).count());
    assertEquals(3, reading(Metric.RESULT_CACHE_HIT_RATE).count());
    assertEquals((Double) (100 * 1.0 / 3), reading(Metric.RESULT_CACHE_HIT_RATE).value());
    assertEquals(2, reading(Metric.QUERY_EMBEDDING_TIME).count());
    workspace.ask("what is " + CANARY + "1", 3, text -> {}, Cancellation.NEVER);
    workspace.ask("what is " + CANARY + "1", 3, text -> {}, Cancellation.NEVER);
    assertEquals(50.0, reading(Metric.ANSWER_CACHE_HIT_RATE).value());
    assertEquals(2, reading(Metric.GENERATION_TIME).count());
    assertEquals(100.0, reading(Metric.COVERAGE).value());
    assertEquals(0.0, reading(Metric.QUEUE_LENGTH).value());
    assertThrows(Fault.Invalid.class, () -> workspace.measured(0));
    assertThrows(Fault.Invalid.class, () -> workspace.measured(61));
  }

  @Test
  void theLastHourOutlivesTheProcess() {
    index();
    search("one");
    minutes(10);
    Measured before = workspace.measured();
    assertEquals(12, before.rules().size(), "those that are shipped");
    assertEquals(Metric.values().length, before.readings().size());
    assertEquals(ticker.now(), before.time());
    List<Instant> told = workspace.measuredHour().stream().map(Point::time).toList();
    assertEquals(10, told.size());
    ManualSchedule later = new ManualSchedule();
    try (Measuring next = new Measuring(data, later, ticker, new Here(), () -> new Machine(data))) {
      assertEquals(told, next.hour().stream().map(Point::time).toList());
      next.start(workspace::status);
      for (int minutes = 5; minutes <= 85; minutes += 5) {
        for (int i = 0; i < 5; i++) {
          ticker.advance(Duration.ofMinutes(1));
          later.advance(Measuring.MINUTE_MILLIS);
        }
        List<Point> hour = next.hour();
        assertEquals(Math.min(10 + minutes, History.MINUTES_MAX), hour.size());
        assertEquals(ticker.now(), hour.getLast().time());
      }
    }
  }

  @Test
  void noWordOfTheWorkspaceIsInTheLog() throws IOException {
    index();
    search("where is the " + CANARY);
    storeFails = true;
    assertThrows(Fault.class, () -> workspace.outline(root.resolve("src/C1.java")));
    embedderNanos = Duration.ofSeconds(3).toNanos();
    search("another " + CANARY);
    minutes(10);
    LogLines.of(data.resolve("logs")).forEach(LogLines::assertValid);
    String log = Files.readString(data.resolve("logs/metrics.jsonl"));
    assertTrue(log.contains("\"kind\":\"index\"") && log.contains("\"kind\":\"incident\""));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertFalse(text.contains(CANARY) || text.contains("C1.java"), file.toString());
        assertFalse(text.contains(root.toString()), file.toString());
      }
    }
  }

  @Test
  void anUnwritableLogIsToldAndStopsNothing() throws IOException {
    Files.createDirectories(data);
    Files.writeString(data.resolve("logs"), "in the way");
    index();
    minutes(1);
    assertTrue(String.valueOf(workspace.status().lastError()).contains("metrics.jsonl"));
    assertFalse(workspace.measured(1).problems().isEmpty());
    search("goes on");
    Files.delete(data.resolve("logs"));
    minutes(1);
    assertEquals(List.of(), workspace.measured(1).problems());
  }

  @Test
  void brokenRulesAreToldAndTheFormerStayInForce() throws IOException {
    Files.createDirectories(data.resolve("config"));
    Files.writeString(data.resolve("config/alerts.yaml"), "alerts:\n  - nonsense\n");
    index();
    minutes(1);
    assertTrue(workspace.measured(1).problems().getFirst().path().endsWith("alerts.yaml:2:5"));
    embedderNanos = Duration.ofMillis(1_500).toNanos();
    search("slow");
    minutes(1);
    assertEquals(List.of("opened search_time"), toldOf("search_time"));
  }
}
