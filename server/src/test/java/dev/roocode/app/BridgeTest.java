package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.index.ManualTicker;
import dev.roocode.service.Progress;
import dev.roocode.tools.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the tools come from, while servers come and go. */
class BridgeTest {
  private final List<String> events = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final ManualTicker ticker = new ManualTicker();
  private boolean serverRuns;
  private boolean serverBreaks;
  private Bridge.Stand stand = Bridge.Stand.GOOD;
  private int opened;

  private final Bridge bridge =
      new Bridge(
          () -> serverRuns ? Optional.of(found("server", Bridge.Stand.GOOD)) : Optional.empty(),
          () -> found("own" + ++opened, null),
          ticker,
          (millis, task) -> later.add(task));

  private Bridge.Found found(String name, Bridge.@Nullable Stand fixed) {
    events.add("open " + name);
    Toolbox tools =
        new Toolbox() {
          @Override
          public List<Card> list(Cancellation cancellation) {
            return List.of();
          }

          @Override
          public Reply call(
              String tool, JsonObject arguments, Progress progress, Cancellation cancellation) {
            if (name.equals("server") && serverBreaks) {
              serverRuns = false;
              throw new Fault.Unavailable("the running server", "has ended", "again");
            }
            return new Reply(name, arguments, false);
          }
        };
    return new Bridge.Found(
        tools, () -> events.add("close " + name), () -> fixed == null ? stand : fixed);
  }

  @Test
  void aServerIsAskedWhereOneRuns() {
    serverRuns = true;
    assertEquals("server", ask());
    assertEquals("server", ask());
    bridge.close();
    assertEquals(List.of("open server", "close server"), events);
  }

  @Test
  void aServerThatEndsIsReplacedWithinTheCall() {
    serverRuns = true;
    bridge.prepare();
    serverBreaks = true;
    assertEquals("own1", ask());
    assertEquals(List.of("open server", "close server", "open own1"), events);
  }

  @Test
  void onlyOneMoreAttemptIsMade() {
    Bridge always =
        new Bridge(
            () -> {
              serverRuns = true;
              return Optional.of(found("server", Bridge.Stand.GOOD));
            },
            () -> found("own", null),
            ticker,
            (millis, task) -> later.add(task));
    serverBreaks = true;
    Toolbox.Reply reply = always.call("x", new JsonObject(), Progress.NONE, Cancellation.NEVER);
    assertTrue(reply.isError());
    assertEquals("the running server: has ended (again)", reply.text());
    always.close();
  }

  @Test
  void whoCancelsIsNotAskedAgain() {
    serverRuns = true;
    serverBreaks = true;
    assertThrows(
        CancellationException.class,
        () -> bridge.call("x", new JsonObject(), Progress.NONE, () -> true));
    assertEquals(List.of("open server"), events);
    assertEquals("own1", ask(), "who asks next is");
  }

  @Test
  void anIndexThatAnotherProcessWritesIsLeftForItsServer() {
    stand = Bridge.Stand.SECOND_BEST;
    assertEquals("own1", ask());
    assertEquals("own1", ask());
    serverRuns = true;
    assertEquals("server", ask());
    assertEquals(List.of("open own1", "open server", "close own1"), events);
  }

  @Test
  void anIndexThatNobodyWritesAnyMoreIsOpenedAnew() {
    stand = Bridge.Stand.SECOND_BEST;
    assertEquals("own1", ask());
    stand = Bridge.Stand.OUTLIVED;
    bridge.prepare();
    stand = Bridge.Stand.GOOD;
    assertEquals("own2", ask());
    assertEquals(List.of("open own1", "close own1", "open own2"), events);
  }

  @Test
  void anUnusedIndexIsGivenBackAndOpenedAgain() {
    assertEquals("own1", ask());
    ticker.advance(Duration.ofMillis(Bridge.IDLE_MILLIS - 1));
    pass();
    assertEquals(List.of("open own1"), events, "not yet");
    stand = Bridge.Stand.BUSY;
    ticker.advance(Duration.ofMillis(Bridge.IDLE_MILLIS));
    pass();
    assertEquals(List.of("open own1"), events, "while it is written");
    stand = Bridge.Stand.GOOD;
    pass();
    assertEquals(List.of("open own1", "close own1"), events);
    assertEquals("own2", ask());
  }

  @Test
  void nothingAfterItsEnd() {
    bridge.close();
    Toolbox.Reply reply = bridge.call("x", new JsonObject(), Progress.NONE, Cancellation.NEVER);
    assertTrue(reply.isError());
    assertEquals(List.of(), events);
  }

  private String ask() {
    return bridge.call("x", new JsonObject(), Progress.NONE, Cancellation.NEVER).text();
  }

  private void pass() {
    List<Runnable> due = List.copyOf(later);
    later.clear();
    due.forEach(Runnable::run);
  }
}
