package dev.roocode.embed;

import dev.roocode.domain.Fault;
import dev.roocode.http.RetryAfter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What an endpoint's status means to the user. The answer's text stays out of it: it may repeat the
 * code that was sent, or parts of the key.
 */
final class Refusal {
  private Refusal() {}

  static Fault of(URI uri, HttpResponse<?> answer, Instant now) {
    int status = answer.statusCode();
    Fault fault = new Fault.Unavailable(uri.toString(), message(status), hint(status));
    OptionalLong wait = RetryAfter.millis(answer.headers(), now);
    return wait.isPresent() ? fault.retryAfter(wait.getAsLong()) : fault;
  }

  private static String message(int status) {
    return switch (status) {
      case 401, 403 -> "does not accept the key (status " + status + ")";
      case 404 -> "does not know this path or model (status 404)";
      case 400, 413, 422 -> "does not accept the texts (status " + status + ")";
      case 429 -> "has had too many requests (status 429)";
      default -> "answered with status " + status;
    };
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "set the endpoint's key again";
      case 404 -> "check embedding.url and embedding.model";
      case 400, 413, 422 -> "use a model that takes 600 tokens, or a smaller embedding.batchSize";
      case 429 -> "it is tried again later";
      default -> "text search goes on; look into the log of the embedding server";
    };
  }
}
