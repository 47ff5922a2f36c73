package dev.roocode.endpoint;

import dev.roocode.rpc.Throttle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on loopback for programs of this user, from {@link #open} to {@link #close}, and says so
 * in the data folder.
 */
public final class Listener implements AutoCloseable {
  /** After a failure to accept, such as a lack of descriptors. */
  private static final long AGAIN_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final Path data;
  private final ServerSocket server;
  private final EndpointFile file;
  private final Guest.House house;

  private Listener(Path data, ServerSocket server, EndpointFile file, Guest.House house) {
    this.data = data;
    this.server = server;
    this.file = file;
    this.house = house;
  }

  /**
   * Where, and within which bounds.
   *
   * @param data the folder of the index that this process writes
   * @param version of this program
   * @param timer tells when somebody has been waited for long enough
   */
  public record Terms(Path data, String version, EndpointSettings settings, Throttle.Timer timer) {}

  /**
   * Begins to listen.
   *
   * @throws IOException when the system lets nobody listen, or the folder cannot be written
   */
  public static Listener open(Terms terms, Host host) throws IOException {
    ServerSocket server = new ServerSocket();
    boolean done = false;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      EndpointSettings settings = terms.settings();
      server.bind(new InetSocketAddress(loopback, 0), settings.strangers() + settings.guests());
      EndpointFile file = EndpointFile.of(server.getLocalPort(), terms.version());
      Guest.House house = new Guest.House(new Seats(settings), file, settings, terms.timer(), host);
      Listener listener = new Listener(terms.data(), server, file, house);
      listener.accept();
      file.write(terms.data());
      done = true;
      return listener;
    } finally {
      if (!done) {
        server.close();
      }
    }
  }

  private void accept() {
    Thread.ofVirtual().name("endpoint").start(this::acceptAll);
  }

  private void acceptAll() {
    try {
      while (true) {
        Guest guest = new Guest(server.accept(), house);
        if (house.seats().enter(guest)) {
          Thread.ofVirtual().name("guest").start(guest::serve);
        } else {
          guest.end();
        }
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        LOG.warn("the endpoint accepts nobody for a moment: {}", e.toString());
        house.timer().after(AGAIN_MILLIS, this::accept);
      }
    }
  }

  /** The folder that says how to get here. */
  public Path data() {
    return data;
  }

  /** Room for so many guests from now on; those who are there stay. */
  public void most(int guests) {
    house.seats().most(guests);
  }

  /** Listens no more, ends all conversations. */
  @Override
  public void close() throws IOException {
    try (server) {
      file.remove(data);
    } finally {
      house.seats().close();
    }
  }
}
