package dev.roocode.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, within bounds. Strangers cannot keep others from coming in: one too many ends
 * the one that has waited longest. Thread-safe.
 */
final class Seats {
  private final EndpointSettings settings;
  private final Set<Guest> strangers = new LinkedHashSet<>();
  private final Set<Guest> guests = new LinkedHashSet<>();
  private int most;
  private boolean closed;

  Seats(EndpointSettings settings) {
    this.settings = settings;
    this.most = settings.guests();
  }

  /** Room for so many guests from now on; those who sit stay. */
  synchronized void most(int guests) {
    most = guests;
  }

  synchronized int most() {
    return most;
  }

  /** Lets a stranger in; false when nobody comes in any more. */
  boolean enter(Guest guest) {
    Guest oldest = null;
    synchronized (this) {
      if (closed) {
        return false;
      }
      if (strangers.size() >= settings.strangers()) {
        oldest = takeOldest();
      }
      strangers.add(guest);
    }
    if (oldest != null) {
      oldest.end();
    }
    return true;
  }

  private @Nullable Guest takeOldest() {
    var all = strangers.iterator();
    Guest oldest = all.hasNext() ? all.next() : null;
    if (oldest != null) {
      all.remove();
    }
    return oldest;
  }

  /** Gives a stranger that has shown the token a seat; false when all are taken. */
  synchronized boolean sit(Guest guest) {
    return strangers.remove(guest) && guests.size() < most && guests.add(guest);
  }

  synchronized boolean isStranger(Guest guest) {
    return strangers.contains(guest);
  }

  synchronized void leave(Guest guest) {
    strangers.remove(guest);
    guests.remove(guest);
  }

  /** Ends all. */
  void close() {
    List<Guest> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(strangers);
      all.addAll(guests);
    }
    all.forEach(Guest::end);
  }
}
