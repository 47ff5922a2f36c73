package dev.roocode.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.embed.EmbedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  @Test
  void withoutSourcesTheDefaultsAreInForce() {
    assertEquals(Settings.DEFAULTS, new SettingsReader().settings());
  }

  @Test
  void aLaterLayerWinsAndIsNamedAsTheSource() {
    SettingsReader reader =
        new SettingsReader()
            .layer(".env", Map.of("EMBEDDING_BATCH_SIZE", "8", "INDEX_MAX_FILE_BYTES", "1000"))
            .layer("editor", Map.of("embedding.batchSize", 32));
    assertEquals(32, reader.settings().embedding().batchSize());
    assertEquals(1000, reader.settings().scan().maxFileBytes());
    assertEquals("editor", sourceOf(reader, "embedding.batchSize"));
    assertEquals(".env", sourceOf(reader, "index.maxFileBytes"));
    assertEquals("default", sourceOf(reader, "search.deadlineMillis"));
    assertEquals(List.of(), reader.problems());
  }

  private static String sourceOf(SettingsReader reader, String name) {
    return Objects.requireNonNull(reader.effective().get(name)).source();
  }

  @Test
  void wordsFlagsAndListsAreRead() {
    Settings settings =
        new SettingsReader()
            .layer(
                "editor",
                JsonSettings.flat(
                    JsonParser.parseString(
                            """
                            {"embedding": {"provider": "none", "allowPlainHttp": true},
                             "index.exclude": ["*.sql", "gen/"], "resultCacheTtlSeconds": 60}
                            """)
                        .getAsJsonObject()))
            .settings();
    assertEquals(EmbedSettings.Provider.NONE, settings.embedding().provider());
    assertTrue(settings.embedding().allowPlainHttp());
    assertEquals(List.of("*.sql", "gen/"), settings.scan().exclude());
    assertEquals(60, settings.service().resultCacheTtlSeconds());
  }

  @Test
  void whatIsWrongIsReportedAndTheValueBelowStays() {
    SettingsReader reader =
        new SettingsReader()
            .layer("profile", Map.of("index.workers", 4))
            .layer("editor", Map.of("index.workers", "many", "embedding.provider", "magic"))
            .layer("--set", Map.of("index.workres", "4", "index.embedWorkers", 0));
    assertEquals(4, reader.settings().index().workers());
    assertEquals(EmbedSettings.Provider.BUILTIN, reader.settings().embedding().provider());
    assertEquals(
        List.of("badSetting", "badSetting", "badSetting", "unknownSetting"),
        reader.problems().stream().map(Problem::rule).sorted().toList());
  }

  @Test
  void profilesAreNamedByTheirWord() {
    assertEquals(Profile.LARGE, Profile.named("large"));
    assertEquals(Profile.SMALL, Profile.of(2, 64L << 30));
    assertThrows(Fault.Invalid.class, () -> Profile.named("huge"));
    for (Profile profile : Profile.values()) {
      SettingsReader reader = new SettingsReader().layer("profile", profile.settings());
      assertEquals(List.of(), reader.problems());
    }
  }

  @Test
  void anEnvFileMayHaveQuotesCommentsExportMarkAndWindowsLines() {
    EnvFile.Content content =
        EnvFile.parse(
            ".env",
            "\uFEFFA=1\r\n# note\r\nexport B=\"x # y\" # why\r\nC='z'\r\n\r\nD = plain # end\r\n");
    assertEquals(List.of(), content.problems());
    assertEquals(
        Map.of("A", "1", "B", "x # y", "C", "z", "D", "plain"),
        content.values().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text())));
    assertEquals(".env:3", Objects.requireNonNull(content.values().get("B")).place());
  }

  @Test
  void aBadLineOfAnEnvFileIsNamed() {
    EnvFile.Content content =
        EnvFile.parse(
            ".env",
            """
            INDEX_WORKERS=3
            nonsense
            CHUNK_MAX_LINES="40
            SEARCH_DEADLINE_MILLIS=soon
            CACHE_TTL=3600
            LOG_LEVEL=debug
            DEBUG='yes' and no
            NO_SUCH_NAME=1
            """);
    SettingsReader reader = new SettingsReader().layer(".env", content);
    assertEquals(
        List.of(
            ".env:2 badLine",
            ".env:3 badLine",
            ".env:7 badLine",
            ".env:4 badSetting",
            ".env:8 unknownSetting"),
        reader.problems().stream().map(problem -> problem.path() + " " + problem.rule()).toList());
    assertEquals(3, reader.settings().index().workers(), "the other lines count");
    assertEquals(3_600, reader.settings().service().resultCacheTtlSeconds());
    assertEquals(LogSettings.Level.DEBUG, reader.settings().log().level());
    assertEquals(".env", sourceOf(reader, "resultCacheTtlSeconds"));
  }

  @Test
  void theNamesOfTheGuideAreUnderstood() {
    SettingsReader reader =
        new SettingsReader()
            .layer(".env", EnvFile.parse(".env", "MAX_CONNECTIONS=7\nCACHE_TTL=60\nDEBUG=on\n"));
    assertEquals(7, reader.settings().connections().maxConnections());
    assertEquals(60, reader.settings().service().resultCacheTtlSeconds());
    assertEquals(LogSettings.Level.DEBUG, reader.settings().log().level());
    assertEquals(List.of(), reader.problems());
    for (String bad : List.of("0", "101", "-1", "1.5", "1e9", "many", "", "0x10")) {
      SettingsReader wrong =
          new SettingsReader()
              .layer(".env", EnvFile.parse(".env", "\nMAX_CONNECTIONS=" + bad + "\n"));
      assertEquals(".env:2", wrong.problems().getFirst().path(), bad);
      assertEquals(16, wrong.settings().connections().maxConnections(), bad);
    }
  }

  /** Who starts Java by the scripts gives it the heap of the profile that the server will have. */
  @Test
  void theScriptsChooseTheSameProfileAndItsHeap() throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder(". ../scripts/env\n");
    StringBuilder expected = new StringBuilder();
    for (int processors : new int[] {1, 2, 3, 4, 7, 8, 16}) {
      for (long megabytes : new long[] {2_048, 7_167, 7_168, 14_335, 14_336, 65_536}) {
        script.append(
            "p=$(profile_of %d %d); echo $p $(heap_of $p)%n".formatted(processors, megabytes));
        Profile profile = Profile.of(processors, megabytes << 20);
        expected.append(profile.word() + " " + profile.heapMegabytes() + "\n");
      }
    }
    Process bash =
        new ProcessBuilder("bash", "-c", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), said);
    assertEquals(expected.toString(), said);
  }

  @Test
  void aProfileFitsProcessorsAndMemory() {
    assertEquals(Profile.LARGE, Profile.of(16, 32L << 30));
    assertEquals(Profile.MEDIUM, Profile.of(16, 8L << 30));
    assertEquals(Profile.SMALL, Profile.of(16, 4L << 30));
    assertEquals(Profile.MEDIUM, Profile.of(4, 16L << 30));
  }

  @Test
  void aListOfSomethingElseThanTextsIsToldAndTheRestCounts() {
    for (String list : List.of("[{\"a\": 1}]", "[[\"a\"]]", "[null]", "[\"a\", {}]")) {
      String json =
          "{\"index\": {\"exclude\": %s, \"maxFileBytes\": 4711}, \"else\": %s}"
              .formatted(list, list);
      SettingsReader reader = new SettingsReader();
      reader.layer("editor", JsonSettings.flat(JsonParser.parseString(json).getAsJsonObject()));
      assertEquals(2, reader.problems().size(), reader.problems()::toString);
      assertTrue(
          reader.problems().getFirst().message().contains("index.exclude: is a list of something"),
          reader.problems()::toString);
      assertEquals(4711, reader.settings().scan().maxFileBytes());
    }
  }
}
