package dev.roocode.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/** How this program speaks to servers, and what it means when it cannot. */
public final class Client {
  private Client() {}

  /**
   * HTTP/1.1, since local servers stumble over the upgrade to 2; no redirects, which could carry
   * texts and keys elsewhere; the proxy that Java is told ({@link ProxySelector}), never one for
   * this machine.
   */
  public static HttpClient open(Duration connectTimeout) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    ProxySelector proxies = ProxySelector.getDefault();
    return (proxies == null ? builder : builder.proxy(proxies)).build();
  }

  /**
   * What a failed request means.
   *
   * @param message what is wrong, to follow the address: {@code "cannot be reached"}
   * @param hint the mend; empty where there is none but to look at the server
   * @param isRefusal whether nobody took the request, so that it may be sent again
   */
  public record Failure(String message, String hint, boolean isRefusal) {}

  /** The words for what {@link HttpClient} threw; its own text stays out, but for broken pipes. */
  public static Failure failure(Throwable thrown, URI uri) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case HttpConnectTimeoutException slow ->
          new Failure(
              "cannot be reached in time" + by(uri),
              "check address and network, and whether it is http or https",
              false);
      case HttpTimeoutException slow -> new Failure("did not answer in time", "", false);
      case ConnectException unknown when isUnknown(unknown) ->
          new Failure(
              "cannot be reached: no machine of this name is known", "check the name", false);
      case ConnectException refused ->
          new Failure("cannot be reached: nobody listens there" + by(uri), "", true);
      case SSLException tls -> tls(tls);
      case IOException io -> broken(io, uri);
      default -> new Failure("cannot be asked", "", false);
    };
  }

  private static boolean isUnknown(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private static Failure tls(SSLException tls) {
    String text = text(tls);
    if (text.contains("plaintext") || text.contains("unrecognized ssl message")) {
      return new Failure("does not speak TLS", "write http:// instead of https://", false);
    }
    return text.contains("path") || text.contains("certificate") || text.contains("subject")
        ? new Failure(
            "has a certificate that is not trusted",
            "put its authority into a trust store and name that by -Djavax.net.ssl.trustStore",
            false)
        : new Failure("cannot agree on encryption (TLS)", "check address and port", false);
  }

  private static Failure broken(IOException io, URI uri) {
    String text = text(io);
    if (text.contains("tunnel") || text.contains("proxy")) {
      return new Failure(
          "cannot be reached: the proxy does not let it through" + by(uri),
          "check https.proxyHost and the rules of the proxy",
          false);
    }
    boolean unheard = text.contains("received no bytes") || text.contains("connection reset");
    return new Failure("broke off: " + io.getMessage(), "", unheard);
  }

  private static String text(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
  }

  /** The proxy in between, which may be what cannot be reached. */
  private static String by(URI uri) {
    ProxySelector proxies = ProxySelector.getDefault();
    return proxies == null
        ? ""
        : proxies.select(uri).stream()
            .map(Proxy::address)
            .filter(Objects::nonNull)
            .findFirst()
            .map(address -> " (by the proxy " + named(address) + ")")
            .orElse("");
  }

  private static String named(java.net.SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : address.toString();
  }
}
