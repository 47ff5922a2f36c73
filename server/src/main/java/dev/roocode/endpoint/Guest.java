package dev.roocode.endpoint;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.domain.Fault;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Throttle;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from its acceptance to its end. Whatever happens on it, it is closed. */
final class Guest {
  private static final Logger LOG = LoggerFactory.getLogger(Guest.class);

  private final Socket socket;
  private final House house;

  /** What all guests of an endpoint have in common. */
  record House(
      Seats seats,
      EndpointFile endpoint,
      EndpointSettings settings,
      Throttle.Timer timer,
      Host host) {}

  Guest(Socket socket, House house) {
    this.socket = socket;
    this.house = house;
  }

  /** Serves the connection until it ends. */
  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      house.timer().after(house.settings().greetingMillis(), this::endStranger);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<byte[]> greeting =
          Greeting.read(in, house.endpoint(), house.settings().greetingBytes());
      if (greeting.isPresent()) {
        welcome(in, greeting.get());
      } else {
        LOG.debug("a connection to the endpoint showed no right token");
      }
    } catch (IOException e) {
      LOG.debug("a connection to the endpoint ended: {}", e.toString());
    } finally {
      house.seats().leave(this);
    }
  }

  private void endStranger() {
    if (house.seats().isStranger(this)) {
      end();
    }
  }

  private void welcome(InputStream in, byte[] greeting) throws IOException {
    if (!house.seats().sit(this)) {
      socket.getOutputStream().write(busy(greeting, house.seats().most()));
      return;
    }
    try (Outbox out =
        new Outbox(socket.getOutputStream(), house.settings().unreadBytes(), this::end)) {
      Visit visit = house.host().welcome(out);
      try {
        house.timer().after(house.settings().idleMillis(), () -> endIdle(visit, -1));
        visit.connection().receive(greeting);
        visit.connection().run(in);
      } finally {
        visit.end();
      }
    }
  }

  /** Ends a visit that does nothing from one look to the next. */
  private void endIdle(Visit visit, long before) {
    long now = visit.isIdle() ? visit.requests() : -1;
    if (now >= 0 && now == before) {
      end();
    } else if (!socket.isClosed()) {
      house.timer().after(house.settings().idleMillis(), () -> endIdle(visit, now));
    }
  }

  private static byte[] busy(byte[] greeting, int most) {
    Fault fault =
        new Fault.Busy(
            "the running server",
            "serves " + most + " other programs already",
            "wait until one has ended, or raise endpoint.maxConnections");
    JsonObject request =
        JsonParser.parseString(new String(greeting, StandardCharsets.UTF_8)).getAsJsonObject();
    JsonObject answer = new JsonObject();
    answer.addProperty("jsonrpc", "2.0");
    answer.add("id", request.get("id"));
    answer.add("error", new Gson().toJsonTree(Errors.of(fault)));
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    String header = "Content-Length: " + body.length + "\r\n\r\n";
    return (header + answer).getBytes(StandardCharsets.UTF_8);
  }

  /** Closes the connection, whoever waits on it. */
  void end() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection to the endpoint cannot be closed: {}", e.toString());
    }
  }
}
