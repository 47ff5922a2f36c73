package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.ConfigRollback;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both sides of a conversation, over pipes. */
class CallerTest {
  private final Router served = new Router(method -> {}, line -> {});
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private OutputStream toCaller;
  private OutputStream toServer;
  private Caller caller;

  @BeforeEach
  void connect() throws IOException {
    Pipe there = Pipe.open();
    Pipe back = Pipe.open();
    toServer = Channels.newOutputStream(there.sink());
    toCaller = Channels.newOutputStream(back.sink());
    InputStream in = Channels.newInputStream(there.source());
    Connection server = new Connection(toCaller, served);
    Thread.ofPlatform().daemon().start(() -> Guard.failure(() -> server.run(in)));
    caller =
        new Caller(
            Channels.newInputStream(back.source()), toServer, new Router(method -> {}, line -> {}));
  }

  @AfterEach
  void disconnect() throws IOException {
    toServer.close();
    toCaller.close();
  }

  private void answers(Router.Handler<JsonObject> handler) {
    served.onRequest("it", JsonObject.class, handler);
  }

  private ConfigRollback.Result call() {
    return call(Cancellation.NEVER);
  }

  private ConfigRollback.Result call(Cancellation cancellation) {
    return caller.call("it", new JsonObject(), ConfigRollback.Result.class, cancellation);
  }

  @Test
  void anAnswerArrives() {
    answers((params, call) -> new ConfigRollback.Result(5));
    assertEquals(new ConfigRollback.Result(5), call());
  }

  @Test
  void faultsComeThroughAsTheyWere() {
    for (Fault fault :
        List.of(
            new Fault.Invalid("a (b)", "is: wrong", "mend (it)"),
            new Fault.Corrupt("r", "m", "h"),
            new Fault.TooNew("r", "m", ""),
            new Fault.NotReady("r", "m", "h"),
            new Fault.Busy("r", "m", "h").retryAfter(70),
            new Fault.Unavailable("r", "m", "h"),
            new Fault.TooLarge("r", "m", "h"),
            new Fault.Denied("r", "m", "h"),
            new Fault.DiskFull("r", "m", "h"),
            new Fault.NotFound("", "", ""))) {
      answers((params, call) -> {
        throw fault;
      });
      Fault heard = assertThrows(Fault.class, this::call);
      assertEquals(fault.getClass(), heard.getClass());
      assertEquals(fault.line(), heard.line());
      assertEquals(fault.hint(), heard.hint());
      assertEquals(fault.getMessage(), heard.getMessage());
    }
    answers((params, call) -> {
      throw new Fault.Busy("r", "m", "h").retryAfter(70);
    });
    assertEquals(
        OptionalLong.of(70), assertThrows(Fault.Busy.class, this::call).retryAfterMillis());
  }

  @Test
  void errorsThatAreNoFaultsOfOursAreUnavailable() {
    Fault unknown = assertThrows(Fault.Unavailable.class, this::call);
    assertTrue(unknown.line().contains("no method it"), unknown.line());
    answers((params, call) -> {
      throw new IllegalStateException("words from inside");
    });
    Fault incident = assertThrows(Fault.Unavailable.class, this::call);
    assertTrue(incident.line().contains("incident"), incident.line());
  }

  @Test
  void anAnswerOfAnotherShapeIsAFault() {
    answers((params, call) -> new JsonObject());
    assertTrue(assertThrows(Fault.Unavailable.class, this::call).line().contains("not understand"));
    answers((params, call) -> null);
    assertThrows(Fault.Unavailable.class, this::call);
  }

  @Test
  void cancellingReachesTheOtherSide() throws InterruptedException {
    answers(this::waitFor);
    Cancellation.Switch stop = new Cancellation.Switch();
    Thread.ofVirtual()
        .start(() -> {
          Guard.failure(() -> waiting.await(30, TimeUnit.SECONDS));
          stop.cancel();
        });
    assertThrows(CancellationException.class, () -> call(stop));
    assertTrue(stopped.await(30, TimeUnit.SECONDS));
  }

  private JsonObject waitFor(JsonObject params, Call call) {
    waiting.countDown();
    while (!call.isCancelled()) {
      LockSupport.parkNanos(1_000_000);
    }
    stopped.countDown();
    throw new CancellationException();
  }

  @Test
  void aCallEndsWithTheStream() {
    answers(this::waitFor);
    Thread.ofVirtual()
        .start(() -> {
          Guard.failure(() -> waiting.await(30, TimeUnit.SECONDS));
          Guard.failure(toCaller::close);
        });
    Fault gone = assertInstanceOf(Fault.Unavailable.class, assertThrows(Fault.class, this::call));
    assertTrue(gone.line().contains("ended"), gone.line());
  }

  @Test
  void aCallEndsWhenNobodyCanTellWhereTheNextFrameBegins() throws IOException {
    answers(this::waitFor);
    toCaller.write("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    toCaller.flush();
    assertThrows(Fault.Unavailable.class, this::call);
  }
}
