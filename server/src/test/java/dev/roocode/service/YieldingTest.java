package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.Status;
import dev.roocode.domain.Status.Pause;
import dev.roocode.index.CountingEmbedder;
import dev.roocode.index.IndexSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server makes way for the user. */
@Timeout(60)
class YieldingTest {
  @TempDir Path temporary;
  private final ManualSchedule schedule = new ManualSchedule();
  private final List<Boolean> told = new ArrayList<>();
  private Optional<Boolean> battery = Optional.of(false);
  private double others;

  private Yielding yielding(IndexSettings settings) {
    return new Yielding(
        settings, schedule, new Yielding.Signs(() -> battery, () -> others), told::add);
  }

  private void looks(int count) {
    schedule.advance(count * Yielding.LOOK_MILLIS);
  }

  @Test
  void theBatteryCountsAtOnceAndNoLongerThanItLasts() {
    battery = Optional.of(true);
    Yielding yielding = yielding(IndexSettings.DEFAULTS);
    assertEquals(Optional.empty(), yielding.pause(), "a command never waits");
    yielding.start();
    yielding.start();
    assertEquals(Optional.of(Pause.BATTERY), yielding.pause());
    looks(5);
    battery = Optional.of(false);
    looks(1);
    assertEquals(Optional.empty(), yielding.pause());
    battery = Optional.empty();
    looks(5);
    assertEquals(List.of(true, false), told);
    assertEquals(1, schedule.planned());
  }

  @Test
  void loadMustLastAndBeOver() {
    Yielding yielding = yielding(IndexSettings.DEFAULTS);
    yielding.start();
    others = 76;
    looks(2);
    others = 75;
    looks(1);
    others = 76;
    looks(2);
    assertEquals(Optional.empty(), yielding.pause(), "a short one is none");
    looks(1);
    assertEquals(Optional.of(Pause.LOAD), yielding.pause());
    others = 61;
    looks(10);
    assertEquals(Optional.of(Pause.LOAD), yielding.pause(), "nearly as much");
    others = 60;
    looks(2);
    others = Double.NaN;
    looks(1);
    others = 60;
    looks(2);
    assertEquals(Optional.of(Pause.LOAD), yielding.pause());
    looks(1);
    assertEquals(Optional.empty(), yielding.pause());
    assertEquals(List.of(true, false), told);
  }

  @Test
  void bothCanBeSwitchedOff() {
    battery = Optional.of(true);
    others = 100;
    Yielding neither = yielding(IndexSettings.DEFAULTS.withPauses(false, 0));
    neither.start();
    assertEquals(0, schedule.planned(), "nobody looks");
    Yielding load = yielding(IndexSettings.DEFAULTS.withPauses(false, 99));
    load.start();
    looks(3);
    assertEquals(Optional.of(Pause.LOAD), load.pause());
    others = 0;
    looks(3);
    assertEquals(Optional.empty(), load.pause());
  }

  @Test
  void whatSomebodyWaitsForIsNotPaused() {
    battery = Optional.of(true);
    Yielding yielding = yielding(IndexSettings.DEFAULTS);
    yielding.start();
    String done =
        yielding.urgently(() -> {
          assertEquals(Optional.empty(), yielding.pause());
          looks(3);
          return yielding.urgently(() -> "done");
        });
    assertEquals("done", done);
    assertEquals(Optional.of(Pause.BATTERY), yielding.pause());
    assertEquals(List.of(true, false, true), told);
  }

  private Opened opened() {
    return Opened.over(
        Fixture.write(
            temporary.resolve("workspace"),
            """
            //- src/Door.java
            class Door { void lock() {} }
            //- src/Roof.java
            class Roof { void cover() {} }
            """),
        Opened.memory(),
        CountingEmbedder::new);
  }

  /** Searchable by its words, all vectors missing, and said so. */
  private static void isPaused(Opened opened, Pause why) {
    opened.await(() -> opened.workspace.status().paused() != null);
    Status status = opened.workspace.status();
    assertEquals(why, status.paused());
    assertEquals(Status.State.INDEXING, status.state(), "work is left");
    assertEquals(0, status.coverage().vectors());
    assertTrue(status.queue() > 0);
  }

  @Test
  void onBatteryVectorsWaitAndTheRestGoesOn() {
    try (Opened opened = opened()) {
      opened.onBattery = true;
      opened.workspace.start();
      opened.await(() -> opened.workspace.status().coverage().filesIndexed() == 2);
      isPaused(opened, Pause.BATTERY);
      assertFalse(opened.search("lock the door").hits().isEmpty(), "questions are never paused");
      opened.edit("src/Door.java", "class Door { void unlatch() {} }");
      opened.workspace.changed(List.of(opened.file("src/Door.java")));
      opened.await(() -> opened.found("unlatch").equals(List.of("src/Door.java")));
      opened.workspace.edit(opened.file("src/Roof.java"), "class Roof { void shingle() {} }");
      assertEquals(List.of("src/Roof.java"), opened.found("shingle"), "unsaved text too");
      isPaused(opened, Pause.BATTERY);
      ReindexReport quiet =
          opened.workspace.reindex(Reindex.QUIETLY, Progress.NONE, Cancellation.NEVER);
      assertEquals(0, quiet.embedded(), "does not wait for what waits");
      opened.onBattery = false;
      opened.await(() -> opened.state() == Status.State.READY);
      assertNull(opened.workspace.status().paused());
      assertEquals(0, opened.workspace.status().queue(), "it ends by itself");
    }
  }

  @Test
  void underLoadVectorsWaitUntilItIsOver() {
    try (Opened opened = opened()) {
      opened.workspace.start();
      opened.await(() -> opened.state() == Status.State.READY);
      opened.othersPercent = 90;
      opened.pass(4 * Yielding.LOOK_MILLIS);
      assertNull(opened.workspace.status().paused(), "nothing waits");
      opened.edit("src/Door.java", "class Door { void bolt() {} }");
      opened.workspace.changed(List.of(opened.file("src/Door.java")));
      opened.await(() -> opened.found("bolt").equals(List.of("src/Door.java")));
      opened.await(() -> opened.workspace.status().paused() == Pause.LOAD);
      opened.othersPercent = 10;
      opened.await(() -> opened.state() == Status.State.READY);
      assertEquals(0, opened.workspace.status().queue());
    }
  }

  @Test
  void aRequestThatSomebodyWaitsForComputesVectorsAllTheSame() {
    try (Opened opened = opened()) {
      opened.onBattery = true;
      opened.workspace.start();
      isPaused(opened, Pause.BATTERY);
      opened.reindex();
      assertTrue(opened.workspace.status().coverage().vectors() > 0);
      assertEquals(0, opened.workspace.status().queue());
    }
  }
}
