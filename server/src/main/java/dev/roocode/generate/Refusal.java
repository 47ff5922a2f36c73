package dev.roocode.generate;

import dev.roocode.domain.Fault;
import dev.roocode.generate.ChatApi.Extra;
import dev.roocode.generate.Setback.Again;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** What an answer that is no text of a model means to the user. */
record Refusal(URI uri, String model, boolean hasKey) {
  private static final String LOG = "look into the log of the model's server";
  private static final Pattern NOT_TAKEN =
      Pattern.compile("unsupported|not support|unrecognized|unknown|not permitted|not allowed");

  /**
   * The setback, to be thrown.
   *
   * @param body of the answer, its beginning at least
   * @param wait that the server asks for
   * @throws ContextOverflow where the prompt is too long
   */
  Setback of(int status, String body, OptionalLong wait) throws ContextOverflow {
    Optional<Complaint> complaint = Complaint.of(body);
    if (complaint.isPresent() && status != 401 && status != 403 && status != 429) {
      check(complaint.get());
    }
    if (status == 413) {
      throw new ContextOverflow(0);
    }
    boolean later =
        Set.of(408, 429, 502, 503, 504, 529).contains(status)
            && !complaint.map(Complaint::isAboutCredit).orElse(false);
    Fault fault = fault(status, body, complaint);
    Set<Extra> refused = refused(status, complaint);
    if (!refused.isEmpty()) {
      return new Setback(fault, Again.WITHOUT, refused);
    }
    return new Setback(
        wait.isPresent() ? fault.retryAfter(wait.getAsLong()) : fault,
        later ? Again.LATER : Again.NEVER);
  }

  /** The same for a complaint in the middle of a stream. */
  Setback of(Complaint complaint) throws ContextOverflow {
    check(complaint);
    Fault fault =
        complaint.isAboutTheModel()
            ? noModel()
            : new Fault.Unavailable(
                uri.toString(), "reported an error while writing" + complaint.shown(), LOG);
    return new Setback(fault, complaint.isPassing() ? Again.LATER : Again.NEVER);
  }

  private static void check(Complaint complaint) throws ContextOverflow {
    OptionalInt tokens = complaint.overflow();
    if (tokens.isPresent()) {
      throw new ContextOverflow(tokens.getAsInt());
    }
  }

  private Fault fault(int status, String body, Optional<Complaint> complaint) {
    if (status == 404 || status == 400 || status == 200) {
      if (complaint.map(Complaint::isAboutTheModel).orElse(false)) {
        return noModel();
      }
    }
    String shown = "(status " + status + complaint.map(Complaint::shown).orElse("") + ")";
    return switch (status) {
      case 401, 403 ->
          new Fault.Denied(
              uri.toString(),
              (hasKey ? "does not accept the key " : "wants a key, and none is set ") + shown,
              "set the key of the model's endpoint again");
      case 402 -> new Fault.Denied(uri.toString(), "wants to be paid " + shown, "see your account");
      case 407 ->
          unavailable("cannot be reached: the proxy wants a sign-in " + shown, "ask its keeper");
      case 404, 405 -> path(shown);
      case 429 ->
          complaint.map(Complaint::isAboutCredit).orElse(false)
              ? unavailable("has no credit left for you " + shown, "see your account")
              : unavailable("has had too many requests " + shown, "ask again later");
      case 503, 529 ->
          unavailable("is too busy or still loading its model " + shown, "ask again later");
      default ->
          isPage(body)
              ? path(shown)
              : status >= 500
                  ? unavailable("failed " + shown, LOG)
                  : status >= 300 && status < 400
                      ? unavailable(
                          "sends elsewhere, where nothing is followed " + shown,
                          "correct generator.url")
                      : strange(shown, complaint);
    };
  }

  /** Also a status of success without a stream. */
  private Fault strange(String shown, Optional<Complaint> complaint) {
    return complaint.isPresent()
        ? new Fault.Invalid(uri.toString(), "does not accept the question " + shown, LOG)
        : unavailable(
            "does not answer as a model's endpoint " + shown,
            "check generator.url and generator.provider");
  }

  private Fault path(String shown) {
    return new Fault.NotFound(
        uri.toString(),
        "is no address of a model " + shown,
        "correct generator.url or generator.provider; most addresses end with /v1");
  }

  private Fault noModel() {
    return new Fault.NotFound(
        uri.toString(),
        "does not know the model " + model,
        "correct generator.model, or fetch it there (ollama pull " + model + ")");
  }

  private Fault unavailable(String message, String hint) {
    return new Fault.Unavailable(uri.toString(), message, hint);
  }

  private static boolean isPage(String body) {
    String start = body.substring(0, Math.min(200, body.length())).strip();
    String lower = start.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || lower.startsWith("<html");
  }

  /** The members of the question that a complaint names as not understood. */
  private static Set<Extra> refused(int status, Optional<Complaint> complaint) {
    Set<Extra> named = EnumSet.noneOf(Extra.class);
    String message = complaint.map(Complaint::message).orElse("");
    if ((status == 400 || status == 422) && NOT_TAKEN.matcher(message).find()) {
      for (Extra extra : Extra.values()) {
        if (message.contains(extra.member())) {
          named.add(extra);
        }
      }
    }
    return named;
  }
}
