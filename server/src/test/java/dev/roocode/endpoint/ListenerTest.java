package dev.roocode.endpoint;

import static dev.roocode.endpoint.ManualTimer.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.roocode.protocol.RagCapabilities;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Connection;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, how far, and for how long. */
class ListenerTest {
  private static final EndpointSettings SETTINGS =
      new EndpointSettings(5_000, 1 << 10, 2, 2, 300_000, 18 << 20);

  @TempDir private Path data;

  private final ManualTimer timer = new ManualTimer();
  private final List<Echo> visits = new CopyOnWriteArrayList<>();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Listener listener;
  private EndpointFile file;

  /** Answers {@code echo}, and {@code wait} when it is cancelled. */
  private final class Echo implements Visit {
    private final AtomicLong requests = new AtomicLong();
    private final Router router = new Router(method -> requests.incrementAndGet(), line -> {});
    private final Connection connection;

    Echo(OutputStream out) {
      connection = new Connection(out, router);
      router.onRequest(
          METHOD, JsonObject.class, (params, call) -> new RagCapabilities(1, List.of("echo")));
      router.onRequest("echo", JsonObject.class, (params, call) -> params);
      router.onRequest("wait", JsonObject.class, (params, call) -> waitFor(call));
    }

    private JsonObject waitFor(Call call) {
      waiting.countDown();
      while (!call.isCancelled()) {
        LockSupport.parkNanos(1_000_000);
      }
      stopped.countDown();
      return new JsonObject();
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public long requests() {
      return requests.get();
    }

    @Override
    public boolean isIdle() {
      return router.isIdle();
    }

    @Override
    public void end() {
      router.abortAll(Errors.refusal(ResponseErrorCode.RequestCancelled, "gone"), null);
    }
  }

  private Echo welcome(OutputStream out) {
    Echo echo = new Echo(out);
    visits.add(echo);
    return echo;
  }

  @BeforeEach
  void open() throws IOException {
    listener = Listener.open(new Listener.Terms(data, "1", SETTINGS, timer), this::welcome);
    file = EndpointFile.read(data).orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  private Stranger stranger() throws IOException {
    return new Stranger(file.port());
  }

  private Stranger guest() throws IOException {
    Stranger guest = stranger().say(Stranger.greeting(file.token()));
    JsonObject answer = guest.hears();
    assertTrue(answer.has("result"), answer::toString);
    return guest;
  }

  private static void echoes(Stranger guest) throws IOException {
    assertEquals(7, guest.say(Stranger.request(7, "echo")).hears().get("id").getAsInt());
  }

  private void isSentAway(String said) throws IOException {
    try (Stranger stranger = stranger().say(said)) {
      stranger.isSentAway(said);
    }
    assertEquals(List.of(), visits, "nothing was served to " + said);
  }

  @Test
  void whoShowsTheTokenIsServed() throws IOException {
    try (Stranger guest = guest()) {
      echoes(guest);
      JsonObject unknown = guest.say(Stranger.request(8, "nothing")).hears();
      assertEquals(-32601, unknown.getAsJsonObject("error").get("code").getAsInt());
    }
  }

  @Test
  void httpIsClosedAtOnceWithoutAWord() throws IOException {
    for (String line :
        List.of(
            "GET / HTTP/1.1\r\n",
            "POST / HTTP/1.1\r\n",
            "POST /a:b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
            "CONNECT 127.0.0.1:443 HTTP/1.1\r\n",
            "OPTIONS * HTTP/1.1\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "G")) {
      isSentAway(line);
    }
    String body = Stranger.greeting(file.token()).replaceFirst("(?s).*\r\n\r\n", "");
    isSentAway(
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  @Test
  void anythingButTheRightGreetingIsClosedWithoutAWord() throws IOException {
    String token = file.token();
    String greeting = Stranger.greeting(token);
    List<String> wrong = new ArrayList<>();
    wrong.add("\r\n\r\n");
    wrong.add("\u0016\u0003\u0001\u0002\u0000\u0001");
    wrong.add(Stranger.request(1, "echo"));
    wrong.add(Stranger.frame(""));
    wrong.add(Stranger.frame("[]"));
    wrong.add(Stranger.frame("{"));
    wrong.add(Stranger.frame("{".repeat(1_000)));
    wrong.add(greeting.replace("\"id\":0,", "\"ix\":0,"));
    wrong.add(greeting.replace("hello", "hullo"));
    wrong.add(Stranger.greeting(""));
    wrong.add(Stranger.greeting(token + "A"));
    wrong.add(Stranger.greeting(token.substring(1)));
    wrong.add(
        greeting.replace("\"" + token + "\"", "[\"" + token + "\"]").replace("th: ", "th: 0"));
    wrong.add("Content-Type: x\r\n" + greeting);
    wrong.add(greeting.replaceFirst("\r\n", "\r\nContent-Type: x\r\n"));
    wrong.add("Content-Length: -1\r\n\r\n");
    wrong.add("Content-Length: \r\n\r\n");
    wrong.add("Content-Length: 99999999999999999999");
    for (String said : wrong) {
      isSentAway(said);
    }
  }

  @Test
  void eachCharacterOfTheTokenCounts() throws IOException {
    String token = file.token();
    for (int at = 0; at < token.length(); at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      isSentAway(Stranger.greeting(token.substring(0, at) + other + token.substring(at + 1)));
    }
  }

  @Test
  void noiseIsClosedAndHarmsNobody() throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] noise = new byte[1 + random.nextInt(64)];
      random.nextBytes(noise);
      noise[0] = (byte) (noise[0] | 0x80); // no beginning of a greeting
      try (Stranger stranger = stranger().say(noise)) {
        stranger.isSentAway("seed " + seed);
      }
    }
    assertEquals(List.of(), visits, "seed " + seed);
    guest().close();
  }

  @Test
  void aGreetingThatIsTooLargeIsNotWaitedFor() throws IOException {
    isSentAway("Content-Length: 1025\r\n\r\n");
    int rest = 1_024 - Stranger.greeting(file.token()).replaceFirst("(?s).*\r\n\r\n", "").length();
    String largest =
        Stranger.greeting(file.token())
            .replaceFirst("(?s).*\r\n\r\n", "Content-Length: 1024\r\n\r\n");
    try (Stranger guest = stranger().say(largest + " ".repeat(rest))) {
      assertTrue(guest.hears().has("result"), "the bound itself is allowed");
    }
  }

  @Test
  void aSlowGreetingIsEndedByTheClock() throws IOException {
    for (String part : List.of("", "Content-Le", "Content-Length: 100\r\n\r\n{\"json")) {
      try (Stranger slow = stranger().say(part)) {
        timer.pass(SETTINGS.greetingMillis());
        slow.isSentAway(part);
      }
    }
    try (Stranger guest = guest()) {
      timer.pass(SETTINGS.greetingMillis());
      echoes(guest);
    }
  }

  @Test
  void aGuestThatAsksNothingIsEndedByTheClock() throws IOException {
    try (Stranger guest = guest()) {
      until(visits.getFirst()::isIdle);
      timer.pass(SETTINGS.idleMillis());
      echoes(guest);
      until(visits.getFirst()::isIdle);
      timer.pass(SETTINGS.idleMillis());
      echoes(guest);
      until(visits.getFirst()::isIdle);
      timer.pass(SETTINGS.idleMillis());
      guest.say("Content-Length: 1000\r\n\r\n{"); // half a message is none
      timer.pass(SETTINGS.idleMillis());
      guest.isSentAway("idle");
      assertEquals(0, timer.count(SETTINGS.idleMillis()), "nobody looks any more");
    }
  }

  @Test
  void aGuestThatWaitsForAnAnswerIsNotIdle() throws Exception {
    try (Stranger guest = guest()) {
      guest.say(Stranger.request(1, "wait"));
      assertTrue(waiting.await(30, TimeUnit.SECONDS));
      for (int look = 0; look < 5; look++) {
        timer.pass(SETTINGS.idleMillis());
      }
      echoes(guest);
    }
  }

  @Test
  void whatAGuestAskedForIsCancelledWhenItGoes() throws Exception {
    try (Stranger guest = guest()) {
      guest.say(Stranger.request(1, "wait"));
      assertTrue(waiting.await(30, TimeUnit.SECONDS));
    }
    assertTrue(stopped.await(30, TimeUnit.SECONDS));
  }

  @Test
  void framesAreBounded() throws IOException {
    try (Stranger guest = guest()) {
      int tooMany = (16 << 20) + 1;
      guest.say("Content-Length: " + tooMany + "\r\n\r\n").say(new byte[tooMany]);
      assertTrue(guest.hears().toString().contains("at most 16777216 bytes"));
      echoes(guest);
      guest.say("Content-Length: 999999999999\r\n\r\n");
      assertThrows(
          IOException.class,
          () -> {
            guest.hears(); // the reason, which may get lost
            guest.hears();
          });
    }
  }

  @Test
  void strangersAreFewAndTheOldestGoesFirst() throws IOException {
    try (Stranger first = stranger();
        Stranger second = stranger()) {
      until(() -> timer.count(SETTINGS.greetingMillis()) == 2);
      try (Stranger third = guest()) {
        first.isSentAway("the oldest of two");
        second.say(Stranger.greeting(file.token()));
        assertTrue(second.hears().has("result"), "the other was left in peace");
        echoes(third);
      }
    }
  }

  @Test
  void oneGuestTooManyIsToldSo() throws IOException {
    try (Stranger first = guest();
        Stranger second = guest()) {
      try (Stranger third = stranger().say(Stranger.greeting(file.token()))) {
        JsonObject error = third.hears().getAsJsonObject("error");
        assertEquals(-32014, error.get("code").getAsInt());
        assertEquals("busy", error.getAsJsonObject("data").get("fault").getAsString());
        third.isSentAway("busy");
      }
      assertThrows(dev.roocode.domain.Fault.Busy.class, () -> RemoteWorkspace.at(data));
      echoes(first);
      echoes(second);
    }
    until(this::isFree);
  }

  private boolean isFree() {
    try (Stranger next = stranger().say(Stranger.greeting(file.token()))) {
      return next.hears().has("result");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nobodyListensElsewhere() throws IOException {
    InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    assertThrows(IOException.class, () -> new Socket(other, file.port()).close());
  }

  @Test
  void whenItClosesEverybodyGoesAndTheFileToo() throws IOException {
    try (Stranger guest = guest();
        Stranger stranger = stranger()) {
      until(() -> timer.count(SETTINGS.greetingMillis()) == 2);
      listener.close();
      guest.isSentAway("closed");
      stranger.isSentAway("closed");
    }
    assertFalse(Files.exists(data.resolve(EndpointFile.NAME)));
    until(
        this::nobodyListens); // the system lets go of the port when the accepting thread has woken
  }

  private boolean nobodyListens() {
    try (Stranger late = stranger()) {
      late.isSentAway("closed");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aServerThatDoesNotAnswerToTheTokenIsNone() throws IOException {
    new EndpointFile(file.pid(), file.port(), "another", "1").write(data);
    assertEquals(Optional.empty(), RemoteWorkspace.at(data), "wrong token");
    assertEquals(List.of(), visits);
    int free;
    try (ServerSocket taken = new ServerSocket(0)) {
      free = taken.getLocalPort();
    }
    new EndpointFile(file.pid(), free, file.token(), "1").write(data);
    assertEquals(Optional.empty(), RemoteWorkspace.at(data), "refused");
    try (ServerSocket web = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> answerAsAWebServer(web));
      new EndpointFile(file.pid(), web.getLocalPort(), file.token(), "1").write(data);
      assertEquals(Optional.empty(), RemoteWorkspace.at(data), "another program on the port");
    }
    file.write(data);
    RemoteWorkspace.at(data).orElseThrow().close();
  }

  private static void answerAsAWebServer(ServerSocket web) {
    try (Socket socket = web.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // the test has ended
    }
  }
}
