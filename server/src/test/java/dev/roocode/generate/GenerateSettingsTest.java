package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerateSettingsTest {
  private static GenerateSettings settings(
      GenerateSettings.Provider provider, String url, String model, boolean plain, boolean remote) {
    return new GenerateSettings(
        provider, url, model, 0, 64, 0, 1_000, 1_000, 1_000, 1_000, plain, remote);
  }

  private static String address(GenerateSettings.Provider provider, String url) {
    return ChatApi.valueOf(provider.name())
        .uri(settings(provider, url, "m", false, true))
        .toString();
  }

  @Test
  void nobodyWritesByDefaultAndNothingLeavesTheMachine() {
    assertEquals(Optional.empty(), Generators.open(GenerateSettings.DEFAULTS, ""));
    assertFalse(GenerateSettings.DEFAULTS.allowRemote());
    assertFalse(GenerateSettings.DEFAULTS.allowPlainHttp());
  }

  @Test
  void addressesAreUnderstoodAsPeopleWriteThem() {
    assertEquals(
        "http://127.0.0.1:11434/v1/chat/completions",
        address(GenerateSettings.Provider.OPENAI, ""));
    for (String url :
        new String[] {"https://x.example/v1", " https://x.example/v1/chat/completions/"}) {
      assertEquals(
          "https://x.example/v1/chat/completions", address(GenerateSettings.Provider.OPENAI, url));
    }
    for (String url :
        new String[] {
          "https://x.example", "https://x.example/v1/", "https://x.example/v1/messages"
        }) {
      assertEquals(
          "https://x.example/v1/messages", address(GenerateSettings.Provider.ANTHROPIC, url));
    }
  }

  @Test
  void anotherMachineIsNamedAndNeverAskedInPlainText() {
    Fault plain =
        assertThrows(
            Fault.Denied.class,
            () ->
                Generators.open(
                    settings(
                        GenerateSettings.Provider.OPENAI, "http://x.example/v1", "m", false, true),
                    ""));
    assertTrue(plain.hint().contains("generator.allowPlainHttp"), plain.line());
    try (Generator generator =
        Generators.open(
                settings(
                    GenerateSettings.Provider.OPENAI, "https://x.example/v1", "m", false, true),
                "")
            .orElseThrow()) {
      assertEquals("x.example", generator.remoteHost());
    }
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    for (String[] each :
        new String[][] {
          {"OPENAI", "ftp://x", "m", "generator.url"},
          {"OPENAI", "http://user:secret@127.0.0.1/v1", "m", "generator.url"},
          {"OPENAI", "", "", "generator.model"},
          {"ANTHROPIC", "", "m", "generator.url"}
        }) {
      Fault fault =
          assertThrows(
              Fault.Invalid.class,
              () ->
                  Generators.open(
                      settings(
                          GenerateSettings.Provider.valueOf(each[0]),
                          each[1],
                          each[2],
                          false,
                          true),
                      ""));
      assertEquals(each[3], fault.resource());
      assertFalse(fault.line().contains("secret"), fault.line());
    }
    Fault key =
        assertThrows(
            Fault.Invalid.class,
            () ->
                Generators.open(
                    settings(GenerateSettings.Provider.OPENAI, "", "m", false, false), "sk 1"));
    assertFalse(key.line().contains("sk 1"), key.line());
  }
}
