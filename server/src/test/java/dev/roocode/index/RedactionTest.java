package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Root;
import dev.roocode.scan.ScanSettings;
import dev.roocode.scan.Scanner;
import dev.roocode.scan.SourceText;
import dev.roocode.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret comes into the store, wherever its text comes from. */
class RedactionTest {
  /** Made here, so that no source file holds a secret. */
  private static final String SECRET = "Zq7" + "kP2xVb9".repeat(5);

  private static final FilePath MAIL = FilePath.of("Mail.java");

  @TempDir private Path temporary;
  private final MemoryStore store = new MemoryStore();
  private final Indexer indexer =
      new Indexer(store, new Chunker(ChunkSettings.DEFAULTS), IndexSettings.DEFAULTS);

  private String text() {
    return store.chunksOf(MAIL).stream()
        .map(chunk -> chunk.chunk().text())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aSecretOnDiskIsNotIndexedButReportedAndCounted() {
    Path root =
        Fixture.write(
            temporary, "//- Mail.java\nclass Mail {\n  String apiKey = \"" + SECRET + "\";\n}\n");
    Scanner scanner = new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS, root);
    Indexed indexed =
        indexer.run(scanner, IndexRequest.CHANGED, IndexSteps.NONE, Cancellation.NEVER);
    assertEquals("class Mail {\n  String apiKey = \"[redacted]\";\n}", text());
    assertEquals(
        List.of("Mail.java redacted"),
        indexed.problems().stream().map(p -> p.path() + " " + p.rule()).toList());
    assertEquals(1, store.counts().redacted());
  }

  @Test
  void aPrivateKeyTypedIntoAnOpenFileIsNeverIndexed() {
    indexer.hold(MAIL);
    String key = "-----BEGIN PRIVATE KEY-----\n";
    String text = "class Mail {}\n" + key + SECRET + SECRET + "\n";
    indexer.writeHeld(List.of(SourceText.unsaved(MAIL, temporary.resolve("Mail.java"), text)));
    assertEquals("class Mail {}\n" + key + "[redacted]", text());
  }
}
