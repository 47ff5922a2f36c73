package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedSettingsTest {
  private static EmbedSettings endpoint(
      EmbedSettings.Provider provider, String url, boolean allowPlainHttp) {
    return new EmbedSettings(provider, url, "m", 0, 1_000, 8, allowPlainHttp);
  }

  private static String address(String url, boolean allowPlainHttp) {
    return Endpoint.of(
            endpoint(EmbedSettings.Provider.OPENAI, url, allowPlainHttp), EmbeddingApi.OPENAI)
        .toString();
  }

  @Test
  void theDefaultIsTheModelInThisProcess() {
    assertEquals(EmbedSettings.Provider.BUILTIN, EmbedSettings.DEFAULTS.provider());
    assertEquals("builtin", EmbedSettings.DEFAULTS.provider().word());
    assertFalse(EmbedSettings.DEFAULTS.allowPlainHttp());
  }

  @Test
  void numbersAreBounded() {
    assertThrows(
        Fault.Invalid.class,
        () -> new EmbedSettings(EmbedSettings.Provider.NONE, "", "", -1, 1_000, 8, false));
    assertThrows(
        Fault.Invalid.class,
        () -> new EmbedSettings(EmbedSettings.Provider.NONE, "", "", 0, 0, 8, false));
    assertThrows(
        Fault.Invalid.class,
        () -> new EmbedSettings(EmbedSettings.Provider.NONE, "", "", 0, 1_000, 257, false));
  }

  @Test
  void opensWhatTheSettingsName(@TempDir Path folder) {
    assertEquals(
        Optional.empty(),
        Embedders.open(
            new EmbedSettings(EmbedSettings.Provider.NONE, "", "", 0, 1_000, 8, false),
            "",
            folder));
    try (Embedder embedder =
        Embedders.open(endpoint(EmbedSettings.Provider.OLLAMA, "", false), "", folder)
            .orElseThrow()) {
      assertInstanceOf(HttpEmbedder.class, embedder);
    }
    try (Embedder embedder =
        Embedders.open(EmbedSettings.DEFAULTS, "", OnnxEmbedderTest.NATIVES).orElseThrow()) {
      assertInstanceOf(OnnxEmbedder.class, embedder);
    }
  }

  @Test
  void addressesAreCompleted() {
    assertEquals("https://host/v1/embeddings", address("https://host/v1", false));
    assertEquals("https://host/v1/embeddings", address(" https://host/v1// ", false));
    EmbedSettings ollama = endpoint(EmbedSettings.Provider.OLLAMA, "", false);
    assertEquals(
        "http://127.0.0.1:11434/api/embed", Endpoint.of(ollama, EmbeddingApi.OLLAMA).toString());
  }

  @Test
  void textsGoUnencryptedToNoOtherMachine() {
    for (String local :
        List.of(
            "http://localhost:1/v1", "http://127.8.9.1", "http://[::1]:80", "HTTP://LOCALHOST")) {
      assertTrue(address(local, false).endsWith("/embeddings"));
    }
    for (String far :
        List.of(
            "http://host/v1",
            "http://192.168.0.9",
            "http://localhost.evil.com",
            "http://[fe80::1]")) {
      Fault fault = assertThrows(Fault.Denied.class, () -> address(far, false), far);
      assertTrue(fault.hint().contains("embedding.allowPlainHttp"));
      assertTrue(address(far, true).endsWith("/embeddings"));
    }
  }

  @Test
  void addressesThatCannotBeAreNotShown() {
    for (String url :
        List.of(
            "",
            "host",
            "ftp://host",
            "https://",
            "file:///etc/passwd",
            "https://host/?key=secret",
            "https://secret@host",
            "https://user:secret@host/v1",
            "https://host/#secret",
            "https://ho st/secret")) {
      Fault fault = assertThrows(Fault.Invalid.class, () -> address(url, true), url);
      assertFalse(fault.line().contains("secret"), fault.line());
    }
  }

  @Test
  void aKeyThatCannotBeSentIsRefusedUnseen() {
    for (String key : List.of("secret\r\nHost: x", "sec ret", "sécret")) {
      Fault fault =
          assertThrows(
              Fault.Invalid.class,
              () -> HttpEmbedder.open(endpoint(EmbedSettings.Provider.OLLAMA, "", false), key));
      assertFalse(fault.line().contains("cret"), fault.line());
    }
    EmbedSettings noModel =
        new EmbedSettings(EmbedSettings.Provider.OLLAMA, "", " ", 0, 1_000, 8, false);
    assertThrows(Fault.Invalid.class, () -> HttpEmbedder.open(noModel, ""));
  }
}
