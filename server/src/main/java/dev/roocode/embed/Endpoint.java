package dev.roocode.embed;

import dev.roocode.domain.Fault;
import dev.roocode.http.Address;
import java.net.URI;

/** The address of an embedding server. */
final class Endpoint {
  private static final String LOCAL_OLLAMA = "http://127.0.0.1:11434";

  private Endpoint() {}

  /**
   * Where requests go.
   *
   * @throws Fault as {@link Address#of}
   */
  static URI of(EmbedSettings settings, EmbeddingApi api) {
    boolean local = settings.url().isBlank() && api == EmbeddingApi.OLLAMA;
    return Address.of(
        local ? LOCAL_OLLAMA : settings.url(), api.path(), "embedding", settings.allowPlainHttp());
  }
}
