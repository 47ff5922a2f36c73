package dev.roocode.generate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.roocode.http.StrictJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one answer said so far. Not thread-safe. */
abstract class Reply {
  /** Why the model stopped. */
  enum Finish {
    DONE,
    LENGTH,
    /** Its provider does not want this answer to be given. */
    WITHHELD
  }

  private final StringBuilder fresh = new StringBuilder();
  private @Nullable Finish finish;
  private @Nullable Complaint complaint;
  private boolean atWork;
  private boolean ended;
  private int promptTokens = -1;
  private int answerTokens = -1;
  private double engineMillis = -1;

  /**
   * @throws Garbled for an event of another shape than the protocol's
   */
  final void accept(Event event) throws Garbled {
    try {
      if (isLast(event)) {
        ended = true;
      } else {
        StrictJson.read(
            event.data(),
            said -> {
              Complaint.of(said).ifPresentOrElse(words -> complaint = words, () -> read(said));
              return true;
            });
      }
    } catch (JsonParseException e) {
      throw new Garbled("has an event that cannot be understood");
    }
  }

  /** Whether the event is the protocol's word for the end, which is no JSON. */
  abstract boolean isLast(Event event);

  abstract void read(JsonObject said);

  final void write(String text) {
    fresh.append(text);
    atWork |= !text.isEmpty();
  }

  final void think() {
    atWork = true;
  }

  final void finish(Finish why) {
    finish = why;
  }

  final void end() {
    ended = true;
  }

  final void countPrompt(int tokens) {
    promptTokens = tokens;
  }

  final void countAnswer(int tokens) {
    answerTokens = tokens;
  }

  final void time(double millis) {
    engineMillis = millis;
  }

  /** The text since the last call; half a character stays until its other half has come. */
  final String take() {
    int length = fresh.length();
    boolean torn = length > 0 && Character.isHighSurrogate(fresh.charAt(length - 1));
    String text = fresh.substring(0, torn ? length - 1 : length);
    fresh.delete(0, text.length());
    return text;
  }

  /** Whether the model has begun, were it to think. */
  final boolean isAtWork() {
    return atWork;
  }

  /** Whether nothing more is to come. */
  final boolean hasEnded() {
    return ended;
  }

  final Optional<Finish> finish() {
    return Optional.ofNullable(finish);
  }

  final Optional<Complaint> complaint() {
    return Optional.ofNullable(complaint);
  }

  final Optional<Outcome.Usage> usage() {
    return promptTokens < 0 && answerTokens < 0
        ? Optional.empty()
        : Optional.of(
            new Outcome.Usage(
                Math.max(0, promptTokens), Math.max(0, answerTokens), Math.round(engineMillis)));
  }

  /** A text that may be absent or null; empty then. */
  static String text(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element == null || element.isJsonNull() ? "" : element.getAsString();
  }

  static int number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive number ? number.getAsInt() : 0;
  }
}
