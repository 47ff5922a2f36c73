package dev.roocode.generate;

import dev.roocode.domain.Fault;
import dev.roocode.generate.Setback.Again;
import dev.roocode.http.Client;
import dev.roocode.http.RetryAfter;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request to a model, read to its end. For one thread, which also watches the time. */
final class Attempt {
  private static final String CHECK = "check that the model's server runs, and generator.url";
  private static final int COMPLAINT_BYTES = 64 << 10;

  /** An average token of code has less than 4; more than four times that has no end. */
  private static final int CHARS_PER_TOKEN = 16;

  /** How long the end of the body is waited for, so that the connection can be used again. */
  private static final int END_TICKS = 3;

  private final Inflow inflow;
  private final Watchdog watchdog;
  private final Refusal refusal;
  private final Reply reply;
  private final Consumer<String> piece;
  private final EventReader reader = new EventReader();
  private long charsLeft;
  private boolean wrote;

  /**
   * @param maxAnswerTokens that the model was asked to keep to
   */
  Attempt(
      Inflow inflow, Watchdog watchdog, Refusal refusal, Listener listener, int maxAnswerTokens) {
    this.inflow = inflow;
    this.watchdog = watchdog;
    this.refusal = refusal;
    this.reply = listener.reply();
    this.piece = listener.piece();
    this.charsLeft = (long) CHARS_PER_TOKEN * maxAnswerTokens;
  }

  /** Who understands the answer, and who receives its text. */
  record Listener(Reply reply, Consumer<String> piece) {}

  /** The outcome stands before the caller closes the inflow, whose noise then changes nothing. */
  Outcome run() throws Setback, ContextOverflow {
    try {
      head();
      Outcome.Ending ending = stream();
      return new Outcome(ending, Optional.empty(), reply.usage());
    } catch (Setback setback) {
      if (!wrote) {
        throw setback;
      }
      return new Outcome(Outcome.Ending.BROKEN, Optional.of(setback.fault()), reply.usage());
    } catch (ContextOverflow overflow) {
      if (!wrote) {
        throw overflow;
      }
      return new Outcome(Outcome.Ending.LENGTH, Optional.empty(), reply.usage());
    }
  }

  private void head() throws Setback, ContextOverflow {
    switch (Objects.requireNonNull(next())) {
      case Inflow.Head head -> {
        HttpResponse.ResponseInfo info = head.info();
        String type = info.headers().firstValue("Content-Type").orElse("text/event-stream");
        if (info.statusCode() != 200 || !type.startsWith("text/event-stream")) {
          throw refusal.of(
              info.statusCode(), body(), RetryAfter.millis(info.headers(), watchdog.now()));
        }
      }
      case Inflow.Failed failed -> throw broken(failed);
      case Inflow.Portion early -> throw new IllegalStateException("a body before its head");
      case Inflow.End early -> throw new IllegalStateException("an end before the head");
    }
  }

  private Outcome.Ending stream() throws Setback, ContextOverflow {
    while (!reply.hasEnded()) {
      switch (next()) {
        case Inflow.Portion portion -> read(portion);
        case Inflow.End end -> {
          take(reader.end());
          return ending();
        }
        case Inflow.Failed failed when reply.finish().isEmpty() -> throw broken(failed);
        case null, default -> {
          return ending();
        }
      }
      if (charsLeft == 0) {
        return Outcome.Ending.LENGTH;
      }
    }
    leave();
    return ending();
  }

  private Outcome.Ending ending() throws Setback {
    if (reply.finish().isEmpty() && !reply.hasEnded()) {
      throw new Setback(unavailable("broke off before the end of the answer"), Again.ONCE);
    }
    return switch (reply.finish().orElse(Reply.Finish.DONE)) {
      case DONE -> Outcome.Ending.COMPLETE;
      case LENGTH -> Outcome.Ending.LENGTH;
      case WITHHELD ->
          throw new Setback(
              new Fault.Denied(
                  refusal.uri().toString(),
                  "does not want to give this answer",
                  "ask in another way, or use another model"),
              Again.NEVER);
    };
  }

  private void read(Inflow.Portion portion) throws Setback, ContextOverflow {
    for (ByteBuffer bytes : portion.bytes()) {
      try {
        take(reader.feed(bytes));
      } catch (Garbled e) {
        throw garbled(e);
      }
    }
    inflow.more();
  }

  private void take(List<Event> events) throws Setback, ContextOverflow {
    for (Event event : events) {
      try {
        reply.accept(event);
      } catch (Garbled e) {
        throw garbled(e);
      }
      if (reply.complaint().isPresent()) {
        throw refusal.of(reply.complaint().get());
      }
      if (reply.isAtWork()) {
        watchdog.atWork();
      }
      give(reply.take());
    }
    if (!events.isEmpty() && reply.finish().isEmpty()) {
      watchdog.sign(); // comments are no sign: a proxy may send them for a model that is gone
    }
  }

  private void give(String text) {
    int end = (int) Math.min(text.length(), charsLeft);
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    charsLeft = end < text.length() ? 0 : charsLeft - end;
    if (end > 0) {
      wrote = true;
      piece.accept(text.substring(0, end));
    }
  }

  /** Null once the model has finished and nothing follows. */
  private Inflow.@Nullable Signal next() throws Setback {
    while (true) {
      if (reply.finish().isEmpty()) {
        watchdog.check();
      } else if (watchdog.isTailOver()) {
        return null;
      }
      Inflow.Signal signal = inflow.next(Watchdog.TICK_MILLIS);
      if (signal != null) {
        return signal;
      }
    }
  }

  /** The beginning of a body that is no stream. */
  private String body() throws Setback {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < COMPLAINT_BYTES && next() instanceof Inflow.Portion portion) {
      for (ByteBuffer bytes : portion.bytes()) {
        byte[] copy = new byte[Math.min(bytes.remaining(), COMPLAINT_BYTES - body.size())];
        bytes.get(copy);
        body.writeBytes(copy);
      }
      inflow.more();
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private void leave() {
    inflow.more();
    for (int tick = 0; tick < END_TICKS; tick++) {
      if (inflow.next(Watchdog.TICK_MILLIS) instanceof Inflow.End) {
        return;
      }
    }
  }

  private Setback garbled(Garbled garbled) {
    return new Setback(unavailable(String.valueOf(garbled.getMessage())), Again.NEVER);
  }

  private Setback broken(Inflow.Failed failed) {
    Client.Failure failure = Client.failure(failed.cause(), refusal.uri());
    Fault fault =
        new Fault.Unavailable(
            refusal.uri().toString(),
            failure.message(),
            failure.hint().isEmpty() ? CHECK : failure.hint());
    return new Setback(
        fault.causedBy(failed.cause()), failure.isRefusal() ? Again.ONCE : Again.NEVER);
  }

  private Fault unavailable(String message) {
    return new Fault.Unavailable(refusal.uri().toString(), message, CHECK);
  }
}
