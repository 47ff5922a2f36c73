package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.roocode.answer.Assembly;
import dev.roocode.backup.Choice;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Answer;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.endpoint.EndpointFile;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Ask;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.tools.Toolbox;
import dev.roocode.tools.WorkspaceTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor's session, asked by another program: what it answers is what the workspace says. */
class LocalDoorTest {
  @TempDir private Path folder;

  private Peer peer;
  private Path home;
  private Path root;
  private FakeWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    root = Files.createDirectories(folder.resolve("my shop #1"));
    peer = new Peer();
    peer.home = home;
    workspace = peer.start(root);
    workspace.write(root.resolve("a ü.txt"), "one\ndef two\n");
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
    assertFalse(Files.exists(home.resolve(EndpointFile.NAME)), "taken away in order");
  }

  private RemoteWorkspace remote() {
    return RemoteWorkspace.at(home).orElseThrow();
  }

  @Test
  void aSearchIsTheWorkspacesOwn() {
    try (RemoteWorkspace remote = remote()) {
      Query query = new Query("two", 3, Query.Mode.LEXICAL, List.of("**"), List.of(), true, true);
      SearchResult found = remote.search(query, Cancellation.NEVER);
      assertEquals(workspace.search(query, Cancellation.NEVER), found);
      Hit hit = found.hits().getFirst();
      assertEquals("a ü.txt", hit.path().toString());
      assertEquals(root.resolve("a ü.txt"), remote.locate(hit.path()));
      assertThrows(Fault.NotFound.class, () -> remote.locate(FilePath.of("never seen")));
    }
  }

  @Test
  void whatTheEditorHoldsIsSearched() throws IOException {
    try (RemoteWorkspace remote = remote()) {
      String uri = Uris.of(root.resolve("a ü.txt"));
      peer.notify(
          "textDocument/didOpen",
          "{\"textDocument\":{\"uri\":\""
              + uri
              + "\",\"languageId\":\"plaintext\",\"version\":1,\"text\":\"unsaved\"}}");
      peer.until(() -> workspace.events.contains("edit a ü.txt"));
      assertEquals(1, remote.search(Query.of("unsaved", 5), Cancellation.NEVER).hits().size());
    }
  }

  @Test
  void anAnswerComesInPiecesAndAsAWhole() {
    try (RemoteWorkspace remote = remote()) {
      List<String> pieces = new ArrayList<>();
      Answer answer = remote.ask("two", 5, pieces::add, Cancellation.NEVER);
      assertEquals(List.of("found ", "1 places"), pieces);
      assertEquals(workspace.ask("two", 5, text -> {}, Cancellation.NEVER), answer);
      assertEquals(root.resolve("a ü.txt"), remote.locate(answer.citations().getFirst().path()));
    }
  }

  @Test
  void aPromptAndItsCheckComeThroughTheDoor() {
    try (RemoteWorkspace remote = remote()) {
      Assembly prompt = remote.assemble("two", OptionalInt.of(3_000), Cancellation.NEVER);
      assertEquals(workspace.assemble("two", OptionalInt.of(3_000), Cancellation.NEVER), prompt);
      String hash = prompt.hash().toString();
      assertEquals(workspace.verifyAnswer(hash, "[1]"), remote.verifyAnswer(hash, "[1]"));
      assertThrows(Fault.NotReady.class, () -> remote.verifyAnswer("0", "[1]"));
      Ask ask = new Ask("two", 5, Ask.Writer.HTTP, true, true);
      Answer answer = remote.ask(ask, text -> {}, Cancellation.NEVER);
      Fault problem = answer.problem().orElseThrow();
      assertEquals("model: is busy (wait)", problem.line());
      assertEquals(1_500, problem.retryAfterMillis().orElseThrow());
      assertInstanceOf(Fault.Busy.class, problem);
      assertFalse(answer.cached(), "regenerate was told");
    }
  }

  @Test
  void toolsAreThoseOfTheWorkspace() {
    WorkspaceTools own = new WorkspaceTools(workspace, false);
    JsonObject arguments = new JsonObject();
    arguments.addProperty("path", "a ü.txt");
    try (RemoteWorkspace remote = remote()) {
      assertEquals(own.list(Cancellation.NEVER), remote.tools().list(Cancellation.NEVER));
      Toolbox.Reply here = own.call("outline", arguments, Progress.NONE, Cancellation.NEVER);
      assertFalse(here.isError(), here.text());
      assertEquals(
          here, remote.tools().call("outline", arguments, Progress.NONE, Cancellation.NEVER));
      arguments.addProperty("path", "../a ü.txt");
      assertTrue(
          remote.tools().call("outline", arguments, Progress.NONE, Cancellation.NEVER).isError());
    }
  }

  @Test
  void everyOtherRequestIsTheWorkspacesOwn() {
    Path file = root.resolve("a ü.txt");
    try (RemoteWorkspace remote = remote()) {
      ReindexReport report = remote.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER);
      assertEquals(workspace.reindex(Reindex.CHANGED, Progress.NONE, Cancellation.NEVER), report);
      assertEquals(workspace.status().folders(), remote.status().folders());
      assertEquals(workspace.status().coverage(), remote.status().coverage());
      assertEquals(workspace.explain(file), remote.explain(file));
      assertEquals(workspace.outline(file), remote.outline(file));
      SnapshotId.Kind kind = SnapshotId.Kind.INCREMENTAL;
      assertEquals(
          workspace.backUp(kind, Cancellation.NEVER), remote.backUp(kind, Cancellation.NEVER));
      assertEquals(workspace.backups(), remote.backups());
      assertEquals(
          workspace.verify("x", true, Cancellation.NEVER),
          remote.verify("x", true, Cancellation.NEVER));
      Choice choice = new Choice.ByDate("2026-11-24");
      assertEquals(
          workspace.restore(choice, Cancellation.NEVER),
          remote.restore(choice, Cancellation.NEVER));
      Choice id = new Choice.ById("x");
      remote.restore(id, Cancellation.NEVER);
      assertEquals(workspace.undoRestore(), remote.undoRestore());
      assertTrue(workspace.events.containsAll(List.of("restore " + choice, "restore " + id)));
    }
  }

  @Test
  void aRollbackOpensTheWorkspaceAnew() throws IOException {
    try (RemoteWorkspace remote = remote()) {
      assertThrows(Fault.NotFound.class, () -> remote.rollback(99));
      assertEquals(1, remote.rollback(1), "its values are in force already");
      peer.until(() -> peer.workspaces.size() == 2);
      peer.workspaces.getLast().write(root.resolve("b.txt"), "three");
      assertEquals(1, remote.search(Query.of("three", 1), Cancellation.NEVER).total());
    }
  }

  /** A second passes whenever somebody looks. */
  private static final class Hurried implements Ticker {
    private final AtomicLong seconds = new AtomicLong();

    @Override
    public Instant now() {
      return Instant.ofEpochSecond(seconds.get());
    }

    @Override
    public long nanos() {
      return seconds.incrementAndGet() * 1_000_000_000;
    }
  }

  @Test
  void progressIsToldToTheOneThatAsked() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    try (Peer editor = new Peer(Throttle.Timer.SYSTEM, new Hurried(), null)) {
      editor.home = other;
      editor.start(root);
      List<String> asked = new ArrayList<>();
      List<String> silent = new ArrayList<>();
      try (RemoteWorkspace one = RemoteWorkspace.at(other).orElseThrow();
          RemoteWorkspace two = RemoteWorkspace.at(other).orElseThrow()) {
        one.reindex(
            Reindex.CHANGED,
            (stage, done, total) -> asked.add(stage + " " + done + "/" + total),
            Cancellation.NEVER);
        two.ask("two", 1, silent::add, Cancellation.NEVER);
      }
      assertEquals(List.of("SCANNING 1/2", "CHUNKING 1/2", "EMBEDDING 1/2"), asked);
      assertEquals(2, silent.size(), "its own pieces alone");
    }
  }

  @Test
  void faultsKeepTheirKindAndWords() {
    try (RemoteWorkspace remote = remote()) {
      Fault fault =
          assertThrows(
              Fault.Unavailable.class,
              () -> remote.search(Query.of(FakeWorkspace.FAULT, 1), Cancellation.NEVER));
      assertEquals("model: cannot be reached (start it)", fault.line());
      assertThrows(Fault.NotFound.class, () -> remote.outline(root.resolve("nowhere")));
      Fault incident =
          assertThrows(
              Fault.class,
              () -> remote.search(Query.of(FakeWorkspace.BREAK, 1), Cancellation.NEVER));
      assertFalse(incident.line().contains(FakeWorkspace.SECRET), incident.line());
    }
  }

  @Test
  void aCallIsCancelledAndSoIsOneWhoseProgramIsGone() throws Exception {
    try (RemoteWorkspace remote = remote()) {
      Cancellation afterwards = () -> workspace.events.contains("waiting");
      assertThrows(
          CancellationException.class,
          () -> remote.search(Query.of(FakeWorkspace.WAIT, 1), afterwards));
    }
  }

  @Test
  void whoOnlyReadsLeavesTheDoorToTheOneThatWrites() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    try (Peer reader = new Peer()) {
      reader.home = other;
      reader.readOnly = true;
      FakeWorkspace second = reader.start(root);
      assertEquals(Optional.empty(), RemoteWorkspace.at(other));
      assertEquals(List.of(), reader.announced);
      second.tell(Status.State.READY); // the other one has ended
      reader.until(() -> RemoteWorkspace.at(other).map(this::closed).orElse(false));
      assertEquals(List.of("[my shop #1] other"), reader.announced);
    }
  }

  private boolean closed(RemoteWorkspace remote) {
    remote.close();
    return true;
  }

  @Test
  void otherFoldersAreAnnouncedAnewAndNoneClosesTheDoor() throws IOException {
    Path more = Files.createDirectories(folder.resolve("more"));
    assertEquals(List.of("[my shop #1] home"), peer.announced);
    peer.notify(
        "workspace/didChangeWorkspaceFolders",
        "{\"event\":{\"added\":[{\"uri\":\""
            + Uris.of(more)
            + "\",\"name\":\"m\"}],\"removed\":[]}}");
    peer.until(() -> peer.announced.size() == 2);
    assertEquals("[my shop #1, more] home", peer.announced.getLast());
    peer.notify(
        "workspace/didChangeWorkspaceFolders",
        "{\"event\":{\"added\":[],\"removed\":[{\"uri\":\""
            + Uris.of(more)
            + "\",\"name\":\"m\"},{\"uri\":\""
            + Uris.of(root)
            + "\",\"name\":\"r\"}]}}");
    long start = System.nanoTime();
    while (Files.exists(home.resolve(EndpointFile.NAME))) {
      assertTrue(System.nanoTime() - start < 30_000_000_000L, "the door stays open");
      Thread.onSpinWait();
    }
  }
}
