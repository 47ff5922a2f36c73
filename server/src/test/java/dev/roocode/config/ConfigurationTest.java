package dev.roocode.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final String BATCH = "embedding.batchSize";

  @TempDir private Path data;
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  private final Ticker ticker =
      new Ticker() {
        @Override
        public Instant now() {
          return now;
        }

        @Override
        public long nanos() {
          return 0;
        }
      };

  private Configuration with(@Nullable Map<String, Object> editor) {
    return new Configuration(data, Profile.MEDIUM, editor, ticker);
  }

  private Configuration saying(Object batch) {
    return with(Map.of(BATCH, batch));
  }

  private static int batch(Configuration configuration) {
    return configuration.reader().settings().embedding().batchSize();
  }

  private static String source(Configuration configuration) {
    return Objects.requireNonNull(configuration.reader().effective().get(BATCH)).source();
  }

  private Path file(String name) {
    return data.resolve("config").resolve(name);
  }

  @Test
  void aProfileCanBeChosenAndLiesBelowAllElse() throws IOException {
    String name = "cacheMegabytes";
    assertEquals(40, with(Map.of()).reader().settings().service().cacheMegabytes());
    Files.createDirectories(file(""));
    Files.writeString(file(".env"), "PROFILE=small\n");
    assertEquals(20, with(Map.of()).reader().settings().service().cacheMegabytes());
    assertEquals(
        "profile small",
        Objects.requireNonNull(with(Map.of()).reader().effective().get(name)).source());
    Configuration editor = with(Map.of("profile", "large", name, 33));
    assertEquals(33, editor.reader().settings().service().cacheMegabytes());
    assertEquals(8, editor.reader().settings().index().workers());
    assertEquals(4, with(Map.of("profile", "machine")).reader().settings().index().workers());
    Configuration bad = with(Map.of("profile", "huge"));
    SettingsReader reader = bad.reader();
    assertEquals(20, reader.settings().service().cacheMegabytes(), "the value below stays");
    assertEquals("badSetting", reader.problems().getFirst().rule());
    assertEquals(1, editor.record());
    assertEquals(1, editor.record(), "nothing has changed");
  }

  @Test
  void aChangeOfTheFileIsSeenFromOutside() throws IOException {
    Configuration configuration = with(Map.of());
    String absent = configuration.imprint();
    Files.createDirectories(file(""));
    Files.writeString(file(".env"), "DEBUG=true\n");
    String there = configuration.imprint();
    assertFalse(there.equals(absent));
    assertEquals(there, configuration.imprint());
    Files.writeString(file(".env"), "DEBUG=false\n");
    assertFalse(configuration.imprint().equals(there));
    Files.delete(file(".env"));
    assertEquals(absent, configuration.imprint());
  }

  @Test
  void aFileThatIsNoSettingsFileIsToldAndTheRestIsInForce() throws IOException {
    Files.createDirectories(file(""));
    Files.writeString(file(".env"), "A=1\n".repeat(20_000));
    Configuration huge = saying(9);
    assertEquals(9, batch(huge));
    assertTrue(huge.problems().getFirst().message().contains("larger than 65536 bytes"));
    Files.write(file(".env"), new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe, '\n'});
    Configuration binary = saying(9);
    assertEquals(9, batch(binary));
    assertTrue(binary.problems().getFirst().message().contains("UTF-8"));
    Files.delete(file(".env"));
    Files.createDirectory(file(".env"));
    assertEquals(9, batch(saying(9)), "a folder of that name");
  }

  @Test
  void aVersionIsMadeByAChangeOnly() {
    assertEquals(1, saying("8").record());
    assertEquals(1, saying("8").record());
    now = now.plusSeconds(60);
    assertEquals(2, saying("32").record());
    Configuration.History history = with(null).history();
    assertEquals(List.of(), history.problems());
    assertEquals(List.of(1, 2), history.versions().stream().map(Version::number).toList());
    Version second = history.versions().getLast();
    assertEquals(List.of(BATCH), second.changed());
    assertEquals(now, second.time());
    assertEquals("start", second.reason());
    assertEquals(64, second.sha().length());
    assertTrue(history.versions().getFirst().changed().contains("index.workers"), "by the profile");
    assertEquals(
        List.of(new Version.Difference(BATCH, "8", "32")),
        with(null).version(1).to(with(null).version(2)));
  }

  @Test
  void aCommandUsesWhatTheLastEditorSaid() {
    saying("8").record();
    assertEquals(8, batch(with(null)));
    assertEquals("editor", source(with(null)));
    assertEquals(1, with(null).record(), "no version of its own");
    with(Map.of()).record();
    assertEquals(16, batch(with(null)), "the editor says nothing any more");
  }

  @Test
  void aRollbackCountsOverEverySourceUntilTheSettingIsChangedAgain() throws IOException {
    saying("8").record();
    saying("32").record();
    assertEquals(3, saying("32").rollback(1));
    assertEquals(8, batch(saying("32")), "though the editor still says 32");
    assertEquals("version 1", source(saying("32")));
    assertEquals(8, batch(with(null)), "for commands too");
    assertEquals("rollback to 1", with(null).version(3).reason());
    assertEquals(List.of(BATCH), with(null).version(3).changed());
    assertEquals(3, saying("32").record(), "which is no change");
    assertEquals(64, batch(saying("64")), "the user's next word counts");
    assertEquals(4, saying("64").record());
    assertEquals(32, batch(saying("32")), "and the rollback is over");
    assertFalse(Files.exists(file("rollback.json")));
  }

  @Test
  void aRollbackCanBeRolledBack() {
    saying("8").record();
    saying("32").record();
    saying("32").rollback(1);
    assertEquals(4, saying("32").rollback(2));
    assertEquals(32, batch(saying("32")));
    assertEquals("editor", source(saying("32")));
  }

  @Test
  void aRollbackToWhatIsInForceChangesNothing() {
    saying("8").record();
    assertEquals(1, saying("8").rollback(1));
    assertEquals(8, batch(saying("8")));
  }

  @Test
  void listsComeBackToo() throws IOException {
    Map<String, Object> lists = Map.of("index.exclude", List.of("a,b", "c/"));
    with(lists).record();
    with(Map.of()).record();
    with(Map.of()).rollback(1);
    assertEquals(List.of("a,b", "c/"), with(Map.of()).reader().settings().scan().exclude());
    Files.writeString(
        file("rollback.json"),
        Files.readString(file("rollback.json")).replace("[\\\"a,b\\\",\\\"c/\\\"]", "nonsense"));
    SettingsReader damaged = with(Map.of()).reader();
    assertEquals(List.of(), damaged.settings().scan().exclude());
    assertEquals("badSetting", damaged.problems().getFirst().rule());
  }

  @Test
  void anUnknownOrDamagedVersionIsAFault() throws IOException {
    saying("8").record();
    saying("32").record();
    Configuration configuration = saying("32");
    assertThrows(Fault.NotFound.class, () -> configuration.rollback(7));
    String whole = Files.readString(file("000001.json"));
    for (String damaged :
        List.of(
            "",
            "{}",
            "[1",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"8\"", "\"9\""),
            whole.replace("\"version\": 1", "\"version\": 3"),
            whole.replace("2026-", "x026-"),
            whole.replace("\"marks\": {}", "\"marks\": null"))) {
      Files.writeString(file("000001.json"), damaged);
      assertThrows(Fault.Corrupt.class, () -> configuration.rollback(1), damaged);
    }
    assertEquals(1, configuration.history().problems().size());
    assertEquals(2, configuration.history().versions().getFirst().number());
    Files.writeString(file("000001.json"), whole.replace("\"format\": 1", "\"format\": 2"));
    assertThrows(Fault.TooNew.class, () -> configuration.rollback(1));
    assertEquals(32, batch(configuration));
  }

  @Test
  void damageKeepsNobodyFromWorking() throws IOException {
    saying("8").record();
    saying("32").record();
    saying("32").rollback(1);
    for (String name : List.of("rollback.json", "editor.json", "000003.json")) {
      Files.writeString(file(name), "{\"format\": 1}");
    }
    Configuration configuration = with(null);
    assertEquals(16, batch(configuration));
    assertEquals(4, configuration.record(), "a number is not used again");
    assertEquals(3, Set.copyOf(configuration.problems()).size());
  }

  @Test
  void secretsAreNeverWrittenDownAndNeverRolledBack() throws IOException {
    String url = "https://me:" + "hunter2hunter" + "@models.example.org/v1";
    with(Map.of("embedding.url", url)).record();
    String other = url.replace("hunter2", "hunter3");
    assertEquals(2, with(Map.of("embedding.url", other)).record(), "a change is seen");
    assertEquals(2, with(Map.of("embedding.url", other)).record());
    assertEquals(List.of("embedding.url"), with(null).version(2).changed());
    assertEquals(
        List.of(new Version.Difference("embedding.url", Version.SECRET, Version.SECRET)),
        with(null).version(1).to(with(null).version(2)));
    Configuration configuration = with(Map.of("embedding.url", other));
    configuration.rollback(1);
    assertEquals(other, configuration.reader().settings().embedding().url());
    assertEquals(
        Version.SECRET,
        Objects.requireNonNull(configuration.reader().shown().get("embedding.url")).value());
    try (Stream<Path> files = Files.list(data.resolve("config"))) {
      for (Path file : files.toList()) {
        assertFalse(Files.readString(file).contains("hunter"), file.toString());
      }
    }
  }

  @Test
  void theOldestVersionsGoAndWhatAKilledProcessLeft() throws IOException {
    Map<String, Object> editor = new HashMap<>(Map.of("config.versionsKept", "3"));
    for (int batch = 1; batch <= 6; batch++) {
      editor.put(BATCH, String.valueOf(batch));
      with(editor).record();
      Files.writeString(file(".000009.json123.tmp"), "half");
    }
    editor.put(BATCH, "9");
    with(editor).record();
    assertEquals(
        List.of(5, 6, 7), with(null).history().versions().stream().map(Version::number).toList());
    assertFalse(Files.exists(file(".000009.json123.tmp")));
  }

  @Test
  void manyAtOnceMakeOneVersion() throws InterruptedException, ExecutionException {
    Set<Integer> made = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> all =
          IntStream.range(0, 24).mapToObj(i -> threads.submit(() -> saying("8").record())).toList();
      for (Future<Integer> one : all) {
        made.add(one.get());
      }
    }
    assertEquals(Set.of(1), made);
  }

  @Test
  void aFolderThatCannotBeWrittenIsAProblem() throws IOException {
    Files.writeString(data.resolve("config"), "a file");
    Configuration configuration = saying("8");
    assertEquals(0, configuration.record());
    assertEquals(8, batch(configuration));
    assertEquals(1, configuration.problems().size());
  }
}
