package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that only reads takes over when the other one has ended. */
class SuccessionTest {
  @TempDir private Path folder;

  private final BlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();

  private Peer peer(boolean readOnly) throws IOException {
    Peer peer =
        new Peer(
            (millis, task) -> {
              if (millis == Succession.LOOK_MILLIS) {
                looks.add(task);
              }
            },
            null);
    peer.readOnly = readOnly;
    return peer;
  }

  private void look() throws InterruptedException {
    Runnable next = looks.poll(30, TimeUnit.SECONDS);
    assertTrue(next != null, "a look is planned");
    next.run();
  }

  /** How often it was found taken. */
  private static long looked(FakeWorkspace reader) {
    return reader.events.stream().filter("free? false"::equals).count();
  }

  @Test
  void theReaderOpensAnewWhenTheLockIsFreeAndNotBefore() throws Exception {
    try (Peer peer = peer(true)) {
      FakeWorkspace reader = peer.start(folder);
      look();
      peer.until(() -> looked(reader) == 1);
      look();
      peer.until(() -> looked(reader) == 2);
      assertEquals(1, peer.workspaces.size());
      peer.readOnly = false;
      reader.free = true;
      look();
      peer.until(() -> peer.workspaces.size() == 2);
      assertTrue(reader.isClosed());
      peer.until(() -> peer.workspace().events.contains("start"));
      assertEquals(List.of(), List.copyOf(looks), "a writer does not look");
    }
  }

  @Test
  void whoComesTooLateGoesOnLooking() throws Exception {
    try (Peer peer = peer(true)) {
      FakeWorkspace reader = peer.start(folder);
      reader.free = true;
      look(); // another reader is quicker
      peer.until(() -> peer.workspaces.size() == 2);
      FakeWorkspace second = peer.workspace();
      look();
      peer.until(() -> looked(second) == 1);
      second.free = true;
      peer.readOnly = false;
      look();
      peer.until(() -> peer.workspaces.size() == 3);
    }
  }

  @Test
  void aWriterNeverLooks() throws IOException {
    try (Peer peer = peer(false)) {
      FakeWorkspace writer = peer.start(folder);
      peer.until(() -> writer.events.contains("start") && writer.isHeard());
      assertEquals(List.of(), List.copyOf(looks));
    }
  }
}
