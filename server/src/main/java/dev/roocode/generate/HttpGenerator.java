package dev.roocode.generate;

import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.http.Address;
import dev.roocode.http.ApiKey;
import dev.roocode.http.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A model behind an endpoint of the user. Sends the prompt, the model's name and the bounds,
 * nothing else; follows no redirect. Tries again only before the first word, so that no text comes
 * twice.
 */
public final class HttpGenerator implements Generator {
  private final GenerateSettings settings;
  private final ChatApi api;
  private final URI uri;
  private final ApiKey key;
  private final Ticker ticker;
  private final HttpClient client;

  /** Found out at the first question; the next ones are asked without at once. */
  private final Set<ChatApi.Extra> refused = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  private HttpGenerator(GenerateSettings settings, ApiKey key, Ticker ticker) {
    this.settings = settings;
    this.api = ChatApi.valueOf(settings.provider().name());
    this.uri = api.uri(settings);
    this.key = key;
    this.ticker = ticker;
    this.client = Client.open(Duration.ofMillis(settings.connectTimeoutMillis()));
  }

  /**
   * Checks the settings and sends nothing yet.
   *
   * @param key {@code ""} for none; never shown
   * @throws Fault.Invalid for an address, model or key that cannot be
   * @throws Fault.Denied for another machine that the settings do not allow, or not in the open
   */
  public static HttpGenerator open(GenerateSettings settings, String key) {
    return open(settings, key, Ticker.SYSTEM);
  }

  static HttpGenerator open(GenerateSettings settings, String key, Ticker ticker) {
    ApiKey checked = ApiKey.of(key, "generator key");
    if (settings.model().isBlank()) {
      throw new Fault.Invalid("generator.model", "is empty", "name the model that shall answer");
    }
    return new HttpGenerator(settings, checked, ticker);
  }

  @Override
  public String name() {
    return settings.model() + " at " + uri.getHost();
  }

  @Override
  public String remoteHost() {
    return Address.isLoopback(uri) ? "" : uri.getHost();
  }

  @Override
  public boolean isRepeatable() {
    return settings.temperature() == 0 && !refused.contains(ChatApi.Extra.TEMPERATURE);
  }

  @Override
  public Outcome write(Prompt prompt, Consumer<String> piece, Cancellation cancellation)
      throws ContextOverflow {
    int most = Math.min(prompt.maxAnswerTokens(), settings.maxAnswerTokens());
    Prompt bounded = new Prompt(prompt.messages(), most);
    Watchdog watchdog = new Watchdog(ticker, settings, uri, cancellation);
    Retries retries = new Retries();
    while (true) {
      watchdog.begin();
      try {
        return attempt(bounded, piece, watchdog);
      } catch (Setback setback) {
        if (closed) {
          throw closed();
        }
        if (setback.again() != Setback.Again.WITHOUT || !refused.addAll(setback.refused())) {
          pause(retries.waitMillis(setback), watchdog);
        }
      }
    }
  }

  private Outcome attempt(Prompt prompt, Consumer<String> piece, Watchdog watchdog)
      throws Setback, ContextOverflow {
    if (closed) {
      throw closed();
    }
    Refusal refusal = new Refusal(uri, settings.model(), !key.isEmpty());
    Attempt.Listener listener = new Attempt.Listener(api.reply(), piece);
    try (Inflow inflow = Inflow.open(client, question(prompt))) {
      return new Attempt(inflow, watchdog, refusal, listener, prompt.maxAnswerTokens()).run();
    }
  }

  private static void pause(long millis, Watchdog watchdog) {
    try {
      watchdog.pause(millis);
    } catch (Setback late) {
      throw late.fault();
    }
  }

  private HttpRequest question(Prompt prompt) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    api.body(prompt, settings, refused).toString()));
    api.headers(request, key);
    return request.build();
  }

  private Fault closed() {
    return new Fault.NotReady(uri.toString(), "has been closed", "start the server again");
  }

  /** Breaks off what is being written. */
  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }
}
