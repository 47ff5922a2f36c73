package dev.roocode.embed;

import dev.roocode.domain.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address of an embedding server, checked before anything is sent there. */
final class Endpoint {
  private static final String LOCAL_OLLAMA = "http://127.0.0.1:11434";
  private static final String URL_SETTING = "embedding.url";

  private Endpoint() {}

  /**
   * Where requests go.
   *
   * @throws Fault.Invalid where it is no plain web address
   * @throws Fault.Denied for another machine without encryption, unless the settings allow it
   */
  static URI of(EmbedSettings settings, EmbeddingApi api) {
    boolean local = settings.url().isBlank() && api == EmbeddingApi.OLLAMA;
    String base = (local ? LOCAL_OLLAMA : settings.url().strip()).replaceAll("/+$", "");
    URI uri = parse(base + api.path());
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getFragment() != null) {
      // not shown: this is where people put keys
      throw new Fault.Invalid(
          URL_SETTING, "holds more than host and path", "hand the key over as key");
    }
    boolean plain = uri.getScheme().equalsIgnoreCase("http");
    if (plain && !isLoopback(uri.getHost()) && !settings.allowPlainHttp()) {
      throw new Fault.Denied(
          uri.toString(),
          "would carry the code unencrypted to another machine",
          "use https, or allow it by embedding.allowPlainHttp");
    }
    return uri;
  }

  private static URI parse(String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, without the address, which may hold a key
    }
    throw new Fault.Invalid(
        URL_SETTING, "is not a web address", "write it like http://127.0.0.1:8080/v1");
  }

  /** Decided by the name alone: asking a name server would tell others, and could be answered. */
  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
