package dev.roocode.app;

import com.google.gson.JsonObject;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Progress;
import dev.roocode.tools.Toolbox;
import dev.roocode.tools.WorkspaceTools;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a workspace wherever it is open: in a running server, else here, as long as no
 * server runs. Follows when that changes: a server that ends in the middle of a call is replaced by
 * the next one, or by the workspace opened here, and the call is made once more; tools only read,
 * or may be called twice. An index that is held here unused is given back, so that an editor that
 * comes later can write it. Thread-safe.
 */
final class Bridge implements Toolbox, AutoCloseable {
  /** How long an index stays open here that nobody asks. */
  static final long IDLE_MILLIS = 5 * 60_000;

  /** Where the tools come from, now. */
  private static final class Source {
    final Toolbox tools;
    final Runnable close;
    final Supplier<Stand> stand;
    int users;
    boolean retired;

    Source(Toolbox tools, Runnable close, Supplier<Stand> stand) {
      this.tools = tools;
      this.close = close;
      this.stand = stand;
    }
  }

  /** What a source is good for. */
  enum Stand {
    /** A running server, or an index that is written here. */
    GOOD,
    /** Written here, and busy with that. */
    BUSY,
    /** Read here while another process writes: that one would be better asked. */
    SECOND_BEST,
    /** Read here, and nobody writes it any more: to be opened anew. */
    OUTLIVED
  }

  /**
   * One that was found or opened.
   *
   * @param close ends it
   * @param stand asked at each call; quick
   */
  record Found(Toolbox tools, Runnable close, Supplier<Stand> stand) {}

  private final Supplier<Optional<Found>> server;
  private final Supplier<Found> own;
  private final Ticker ticker;
  private final Throttle.Timer timer;
  private @Nullable Source source;
  private boolean isOwn;
  private long usedNanos;
  private boolean closed;

  /**
   * @param server looks for a running server
   * @param own opens the workspace here
   */
  Bridge(
      Supplier<Optional<Found>> server, Supplier<Found> own, Ticker ticker, Throttle.Timer timer) {
    this.server = server;
    this.own = own;
    this.ticker = ticker;
    this.timer = timer;
  }

  /** Looks for a server, or opens the workspace, before anybody asks. */
  void prepare() {
    release(hold());
  }

  @Override
  public List<Card> list(Cancellation cancellation) {
    return using(cancellation, tools -> tools.list(cancellation));
  }

  @Override
  public Reply call(
      String name, JsonObject arguments, Progress progress, Cancellation cancellation) {
    try {
      return using(cancellation, tools -> tools.call(name, arguments, progress, cancellation));
    } catch (Fault fault) {
      return WorkspaceTools.refusal(fault);
    }
  }

  private <T> T using(Cancellation cancellation, Function<Toolbox, T> work) {
    Source first = hold();
    try {
      return work.apply(first.tools);
    } catch (Fault.Unavailable | Fault.NotReady | CancellationException gone) {
      cancellation.check();
      retire(first);
    } finally {
      release(first);
    }
    Source second = hold();
    try {
      return work.apply(second.tools);
    } finally {
      release(second);
    }
  }

  private synchronized Source hold() {
    if (closed) {
      throw new Fault.NotReady("workspace", "is closed", "start it again");
    }
    Stand stand = source == null || !isOwn ? Stand.GOOD : source.stand.get();
    if (stand == Stand.SECOND_BEST) {
      server.get().ifPresent(better -> replace(better, false));
    } else if (stand == Stand.OUTLIVED) {
      retire(source); // its lock is free: close it before it is opened again
    }
    if (source == null) {
      Optional<Found> running = server.get();
      replace(running.orElseGet(own), running.isEmpty());
    }
    Source held = source;
    if (held == null) {
      throw new IllegalStateException("one was opened");
    }
    held.users++;
    usedNanos = ticker.nanos();
    return held;
  }

  private void replace(Found found, boolean here) {
    retire(source);
    source = new Source(found.tools(), found.close(), found.stand());
    isOwn = here;
    if (here) {
      timer.after(IDLE_MILLIS, this::giveBack);
    }
  }

  private synchronized void release(Source held) {
    held.users--;
    usedNanos = ticker.nanos();
    closeUnused(held);
  }

  /** Not to be used by anybody who comes from now on. */
  private synchronized void retire(@Nullable Source old) {
    if (old != null) {
      old.retired = true;
      if (source == old) {
        source = null;
      }
      closeUnused(old);
    }
  }

  private static void closeUnused(Source old) {
    if (old.retired && old.users == 0) {
      old.close.run();
    }
  }

  private synchronized void giveBack() {
    Source held = source;
    if (closed || held == null || !isOwn) {
      return;
    }
    long rest = IDLE_MILLIS - ticker.millisSince(usedNanos);
    if (rest <= 0 && held.users == 0 && held.stand.get() != Stand.BUSY) {
      retire(held);
    } else {
      timer.after(Math.max(rest, IDLE_MILLIS / 10), this::giveBack);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    Source held = source;
    source = null;
    if (held != null && !held.retired) {
      held.retired = true;
      held.users = 0; // whoever still asks is told that it is closed
      held.close.run();
    }
  }
}
