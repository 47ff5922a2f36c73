package dev.roocode.embed;

import com.google.gson.JsonParseException;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Limits;
import dev.roocode.http.ApiKey;
import dev.roocode.http.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vectors from an endpoint of the user. Thread-safe. Sends the texts it is given and the model's
 * name, nothing else; follows no redirect, which could carry both elsewhere. Tries once: callers
 * repeat, at the time that {@link Fault#retryAfterMillis} names.
 */
public final class HttpEmbedder implements Embedder {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES = 1 << 20;

  /** 16,384 numbers of 20 digits. */
  private static final int ANSWER_BYTES_PER_TEXT = 320 << 10;

  private final EmbedSettings settings;
  private final EmbeddingApi api;
  private final URI uri;
  private final ApiKey key;
  private final HttpClient client;

  /** 0 until the first answer. */
  private final AtomicInteger dimensions;

  private volatile boolean closed;

  private HttpEmbedder(EmbedSettings settings, EmbeddingApi api, URI uri, ApiKey key) {
    this.settings = settings;
    this.api = api;
    this.uri = uri;
    this.key = key;
    this.dimensions = new AtomicInteger(settings.dimensions());
    this.client = Client.open(CONNECT_TIMEOUT);
  }

  /**
   * Checks the settings and sends nothing yet.
   *
   * @param key sent as bearer token, {@code ""} for none; never shown
   * @throws Fault.Invalid for an address, model or key that cannot be
   * @throws Fault.Denied for an address that would carry texts in the open
   */
  public static HttpEmbedder open(EmbedSettings settings, String key) {
    EmbeddingApi api = EmbeddingApi.valueOf(settings.provider().name());
    URI uri = Endpoint.of(settings, api);
    if (settings.model().isBlank()) {
      throw new Fault.Invalid(
          "embedding.model", "is empty", "name the model that " + uri + " shall use");
    }
    return new HttpEmbedder(settings, api, uri, ApiKey.of(key, "embedding key"));
  }

  /**
   * Asks the endpoint for the length of its vectors where neither the settings nor an answer have
   * told it yet.
   *
   * @throws Fault.Unavailable where it has to ask and gets no answer
   */
  @Override
  public ModelId model() {
    if (dimensions.get() == 0) {
      embedQuery("dimensions");
    }
    return new ModelId(settings.provider().word() + "/" + settings.model(), dimensions.get());
  }

  @Override
  public int batchSize() {
    return settings.batchSize();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += settings.batchSize()) {
      vectors.addAll(
          request(texts.subList(from, Math.min(texts.size(), from + settings.batchSize()))));
    }
    return vectors;
  }

  private List<float[]> request(List<String> texts) {
    List<String> cut = texts.stream().map(HttpEmbedder::cut).toList();
    HttpResponse<byte[]> answer = send(question(EmbeddingApi.question(settings.model(), cut)), cut);
    if (answer.statusCode() != 200) {
      throw Refusal.of(uri, answer, Ticker.SYSTEM.now());
    }
    try {
      String json = new String(answer.body(), StandardCharsets.UTF_8);
      return checked(api.read(json, texts.size()));
    } catch (JsonParseException e) {
      throw unavailable("gave an answer that cannot be used: " + e.getMessage()).causedBy(e);
    }
  }

  private static String cut(String text) {
    return text.length() <= Limits.QUERY_CHARS ? text : text.substring(0, Limits.QUERY_CHARS);
  }

  private HttpRequest question(String json) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMillis(settings.timeoutMillis()))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (!key.isEmpty()) {
      builder.header("Authorization", "Bearer " + key.text());
    }
    return builder.build();
  }

  /** The request's own timeout ends with the headers; a body that trickles needs the outer one. */
  private HttpResponse<byte[]> send(HttpRequest request, List<String> texts) {
    if (closed) {
      throw new Fault.NotReady(uri.toString(), "has been closed", "start the server again");
    }
    long limit = ANSWER_BYTES + (long) ANSWER_BYTES_PER_TEXT * texts.size();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), limit));
    try {
      return answer.get(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable("did not answer within " + settings.timeoutMillis() + " ms").causedBy(e);
    } catch (ExecutionException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for").causedBy(e);
    } finally {
      answer.cancel(true); // no effect on what has ended
    }
  }

  private Fault broken(ExecutionException e) {
    boolean late =
        e.getCause() instanceof HttpTimeoutException
            && !(e.getCause() instanceof HttpConnectTimeoutException);
    return unavailable(
            late
                ? "did not answer within " + settings.timeoutMillis() + " ms"
                : Client.failure(e, uri).message())
        .causedBy(e);
  }

  private List<float[]> checked(float[][] vectors) {
    List<float[]> unit = new ArrayList<>(vectors.length);
    int length = dimensions.get() == 0 ? vectors[0].length : dimensions.get();
    for (float[] vector : vectors) {
      if (vector.length != length || length < 1 || length > EmbedSettings.MAX_DIMENSIONS) {
        throw unavailable("gave a vector of " + vector.length + " numbers instead of " + length);
      }
      unit.add(Vectors.unit(vector));
    }
    if (!dimensions.compareAndSet(0, length) && dimensions.get() != length) {
      throw unavailable("gave vectors of " + length + " numbers instead of " + dimensions.get());
    }
    return unit;
  }

  private Fault unavailable(String message) {
    return new Fault.Unavailable(
        uri.toString(), message, "text search goes on; check that the embedding server runs");
  }

  /** Breaks off running requests. */
  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }
}
