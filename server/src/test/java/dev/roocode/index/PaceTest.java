package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.Root;
import dev.roocode.scan.ScanSettings;
import dev.roocode.scan.Scanner;
import dev.roocode.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PaceTest {
  private final ManualTicker ticker = new ManualTicker();

  /** Begins to rest after so much work. */
  private CountDownLatch rested(Pace pace, Duration worked, Cancellation cancellation) {
    long begun = pace.now();
    ticker.advance(worked);
    CountDownLatch done = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          pace.rest(begun, cancellation);
          done.countDown();
        });
    return done;
  }

  private static boolean soon(CountDownLatch done) throws InterruptedException {
    return done.await(30, TimeUnit.SECONDS);
  }

  private static boolean already(CountDownLatch done) throws InterruptedException {
    return done.await(100, TimeUnit.MILLISECONDS);
  }

  @Test
  void withTheWholeShareNobodyRests() throws InterruptedException {
    Pace pace = new Pace(IndexSettings.DEFAULTS, ticker);
    assertTrue(soon(rested(pace, Duration.ofSeconds(5), Cancellation.NEVER)));
  }

  @Test
  void aThirdOfTheTimeRestsTwiceAsLongAsItWorked() throws InterruptedException {
    Pace pace = new Pace(IndexSettings.DEFAULTS.withCpuShare(40), ticker);
    CountDownLatch done = rested(pace, Duration.ofSeconds(2), Cancellation.NEVER);
    assertFalse(already(done));
    ticker.advance(Duration.ofMillis(2_999));
    assertFalse(already(done));
    ticker.advance(Duration.ofMillis(1));
    assertTrue(soon(done));
  }

  @Test
  void whileTheUserNeedsTheMachineItIsAQuarter() throws InterruptedException {
    Pace pace = new Pace(IndexSettings.DEFAULTS, ticker);
    pace.aside(true);
    CountDownLatch done = rested(pace, Duration.ofSeconds(1), Cancellation.NEVER);
    assertFalse(already(done));
    ticker.advance(Duration.ofMillis(2_999));
    assertFalse(already(done));
    ticker.advance(Duration.ofMillis(1));
    assertTrue(soon(done));
    done = rested(pace, Duration.ofSeconds(1), Cancellation.NEVER);
    assertFalse(already(done));
    pace.aside(false);
    assertTrue(soon(done), "nobody needs it any more");
    assertEquals(
        3_000_000_000L,
        IndexSettings.DEFAULTS.withCpuShare(Pace.ASIDE_SHARE).restNanos(1_000_000_000L));
  }

  /** Counts who asks for the time: only a thread that may have to rest. */
  private static final class Asked implements Ticker {
    private final AtomicInteger times = new AtomicInteger();

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanos() {
      times.incrementAndGet();
      return 0;
    }
  }

  @Test
  void aWholeWorkspaceKeepsThePaceAndSavedFilesDoNot(@TempDir Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      files.add(Files.writeString(root.resolve("C" + i + ".java"), "class C" + i + " {}\n"));
    }
    Asked asked = new Asked();
    MemoryStore store = new MemoryStore();
    Indexer indexer =
        new Indexer(
            store,
            new Chunker(ChunkSettings.DEFAULTS),
            IndexSettings.DEFAULTS,
            new Pace(IndexSettings.DEFAULTS, asked));
    Scanner scanner = new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS);
    indexer.run(scanner, IndexRequest.CHANGED, IndexSteps.NONE, Cancellation.NEVER);
    assertEquals(30, store.counts().files());
    assertTrue(asked.times.get() >= 60, "before and after each file");
    asked.times.set(0);
    for (Path file : files) {
      Files.writeString(file, "class Changed { int of = 1; }\n");
    }
    indexer.update(scanner, files.subList(0, 20), Cancellation.NEVER);
    assertEquals(0, asked.times.get(), "saved by hand");
    indexer.update(scanner, files, Cancellation.NEVER);
    assertEquals(0, asked.times.get(), "ten are left");
    for (Path file : files) {
      Files.writeString(file, "class Branch { void another() {} }\n");
    }
    indexer.update(scanner, files, Cancellation.NEVER);
    assertTrue(asked.times.get() >= 60, "a switch of branches");
  }

  @Test
  void cancellingEndsTheRest() throws InterruptedException {
    Pace pace = new Pace(IndexSettings.DEFAULTS.withCpuShare(5), ticker);
    Cancellation.Switch stop = new Cancellation.Switch();
    CountDownLatch done = rested(pace, Duration.ofSeconds(9), stop);
    assertFalse(already(done));
    stop.cancel();
    assertTrue(soon(done));
  }
}
