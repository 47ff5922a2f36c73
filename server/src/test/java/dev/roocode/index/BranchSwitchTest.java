package dev.roocode.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.chunk.Chunker;
import dev.roocode.domain.Root;
import dev.roocode.scan.ScanSettings;
import dev.roocode.scan.Scanner;
import dev.roocode.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two branches of a real repository, back and forth. */
@Timeout(120)
class BranchSwitchTest {
  @TempDir Path temporary;
  private final MemoryStore store = new MemoryStore();
  private final Indexer indexer =
      new Indexer(store, new Chunker(ChunkSettings.DEFAULTS), IndexSettings.DEFAULTS);

  @Test
  void theWayBackEmbedsNothing() throws IOException, InterruptedException {
    Path root = repository();
    int first = embed(root);
    assertTrue(first > 0);
    git(root, "checkout", "-q", "feature");
    int feature = embed(root);
    assertTrue(feature > 0 && feature < first, feature + " of " + first);
    git(root, "checkout", "-q", "main");
    assertEquals(0, embed(root));
    git(root, "checkout", "-q", "feature");
    assertEquals(0, embed(root));
    assertTrue(store.counts().files() == 5, store.counts().toString());
  }

  private int embed(Path root) {
    Scanner scanner = new Scanner(List.of(new Root("", root)), ScanSettings.DEFAULTS);
    indexer.run(scanner, IndexRequest.CHANGED, IndexSteps.NONE, Cancellation.NEVER);
    CountingEmbedder embedder = new CountingEmbedder();
    try (EmbeddingLoop loop =
        new EmbeddingLoop(store, embedder, IndexSettings.DEFAULTS, new ManualTicker(), () -> {})) {
      loop.start();
      loop.awaitSettled(left -> {}, Cancellation.NEVER);
    }
    assertEquals(store.counts().chunks(), store.counts().vectors());
    return embedder.texts().size();
  }

  private Path repository() throws IOException, InterruptedException {
    Path root =
        Fixture.write(
            temporary,
            """
            //- A.java
            class A { void alpha() { first(); } }
            //- B.java
            class B { void beta() { second(); } }
            //- docs/guide.md
            # Guide
            Read this first.
            //- docs/more.md
            # More
            Then read this.
            """);
    git(root, "init", "-q", "-b", "main");
    commit(root, "first");
    git(root, "checkout", "-q", "-b", "feature");
    Files.writeString(root.resolve("A.java"), "class A { void alpha() { rewritten(); } }\n");
    Files.move(root.resolve("docs/more.md"), root.resolve("docs/moved.md"));
    Files.writeString(root.resolve("C.java"), "class C { void gamma() { third(); } }\n");
    commit(root, "second");
    git(root, "checkout", "-q", "main");
    return root;
  }

  private static void commit(Path root, String message) throws IOException, InterruptedException {
    git(root, "add", "-A");
    git(
        root,
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-q",
        "-m",
        message);
  }

  private static void git(Path root, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), command + ": " + output);
  }
}
