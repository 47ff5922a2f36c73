package dev.roocode.lsp;

import dev.roocode.answer.Assembly;
import dev.roocode.backup.Choice;
import dev.roocode.backup.Findings;
import dev.roocode.backup.Snapshot;
import dev.roocode.backup.SnapshotId;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Coverage;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.IndexedText;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Mentions;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Query;
import dev.roocode.domain.ReindexReport;
import dev.roocode.domain.Root;
import dev.roocode.domain.SearchResult;
import dev.roocode.domain.Status;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.domain.SymbolKind;
import dev.roocode.generate.Prompt;
import dev.roocode.metrics.Point;
import dev.roocode.service.Ask;
import dev.roocode.service.Measured;
import dev.roocode.service.Progress;
import dev.roocode.service.Reindex;
import dev.roocode.service.Restored;
import dev.roocode.service.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service in memory: a line is found by a text that it contains, and {@code def NAME} is a
 * symbol. Some questions make it misbehave.
 */
final class FakeWorkspace implements Workspace {
  /** Goes on until it is cancelled. */
  static final String WAIT = "wait for ever";

  /** An error of the program, with words that must not leave it. */
  static final String BREAK = "break down";

  static final String SECRET = "words from inside";

  /** A fault of operation. */
  static final String FAULT = "the model is away";

  static final SnapshotId FULL = SnapshotId.of("000001-full-20261124T110200Z").orElseThrow();
  static final SnapshotId INCREMENT =
      SnapshotId.of("000002-incremental-000001-20261124T170200Z").orElseThrow();

  /** What happened, in order: {@code edit a.txt}, {@code close}. */
  final List<String> events = new CopyOnWriteArrayList<>();

  private volatile Runnable free = () -> {};
  private final Map<Path, String> disk = new TreeMap<>();
  private final Map<Path, String> edits = new TreeMap<>();
  private volatile List<Root> roots = List.of();
  private final CompletableFuture<Consumer<Status>> listener = new CompletableFuture<>();
  volatile Status.State state = Status.State.READY;
  private volatile boolean closed;

  /** What was measured; nothing is where it is null. */
  volatile @Nullable Measured measured;

  volatile List<Point> hour = List.of();

  FakeWorkspace(List<Path> folders) {
    name(folders);
  }

  synchronized void write(Path file, String text) {
    disk.put(file, text);
  }

  /** Tells once somebody listens. */
  void tell(Status.State state) {
    listener.copy().orTimeout(30, TimeUnit.SECONDS).join().accept(status(state));
  }

  /** Whether somebody wants to know how it stands. */
  boolean isHeard() {
    return listener.isDone();
  }

  @Override
  public void start() {
    events.add("start");
  }

  @Override
  public SearchResult search(Query query, Cancellation cancellation) {
    misbehave(query.text(), cancellation);
    List<Hit> hits = new ArrayList<>();
    texts().forEach((file, text) -> search(file, text, query, hits));
    List<Hit> best = hits.stream().limit(query.limit()).toList();
    return new SearchResult(best, hits.size(), coverage(), 3, false, 1, List.of());
  }

  private void search(Path file, String text, Query query, List<Hit> into) {
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      if (lines[line].contains(query.text())) {
        into.add(
            new Hit(
                filePath(file),
                new LineRange(line + 1, line + 1),
                name(lines[line]),
                ChunkKind.LINES,
                Language.ofFile(file.toString()),
                0.5,
                Set.of(Hit.Matched.TEXT),
                lines[line],
                edits.containsKey(file),
                query.explain() ? Map.of("text", 0.5) : Map.of()));
      }
    }
  }

  @Override
  public Answer ask(Ask ask, Consumer<String> partial, Cancellation cancellation) {
    List<Hit> hits = search(Query.of(ask.question(), ask.limit()), cancellation).hits();
    partial.accept("found ");
    partial.accept(hits.size() + " places");
    return FakeAnswer.of(ask, hits);
  }

  @Override
  public Assembly assemble(String question, OptionalInt budgetTokens, Cancellation cancellation) {
    Answer answer = ask(Ask.of(question, 5), text -> {}, cancellation);
    return new Assembly(
        List.of(
            new Prompt.Message(Prompt.Role.SYSTEM, "rules"),
            new Prompt.Message(Prompt.Role.USER, question)),
        answer.sources(),
        ContentHash.of(question),
        budgetTokens.orElse(7));
  }

  @Override
  public CheckedText verifyAnswer(String promptHash, String text) {
    if (!promptHash.equals(ContentHash.of("two").toString())) {
      throw new Fault.NotReady("promptHash", "is not known", "ask again");
    }
    Answer answer = ask(Ask.of("two", 5), piece -> {}, Cancellation.NEVER);
    return new CheckedText(text, answer.citations(), answer.marks(), answer.verification());
  }

  @Override
  public ReindexReport reindex(Reindex request, Progress progress, Cancellation cancellation) {
    events.add("reindex " + (request.full() ? "full" : "changed"));
    if (request.full()) {
      waitFor(cancellation);
    }
    for (Progress.Stage stage : Progress.Stage.values()) {
      progress.report(stage, 1, 2);
    }
    List<Problem> skipped = List.of(new Problem("logo.png", "binary", "is no text"));
    return new ReindexReport(texts().size(), 1, 0, 4, 3, 1, skipped, skipped.size(), List.of(), 5);
  }

  @Override
  public Status status() {
    return status(state);
  }

  private Status status(Status.State state) {
    List<Path> folders = roots.stream().map(Root::folder).toList();
    return new Status(state, coverage(), 0, "fake", 3, 4096, null, null, null, 2, folders);
  }

  @Override
  public Explanation explain(Path file) {
    boolean indexed = texts().containsKey(file);
    return new Explanation(indexed, indexed ? "It is indexed." : "It is not there.", null, null);
  }

  @Override
  public List<Symbol> outline(Path file) {
    String text = texts().get(file);
    if (text == null) {
      throw new Fault.NotFound(file.toString(), "is not indexed", "ask why with explain");
    }
    return symbolsOf(text);
  }

  @Override
  public List<SymbolHit> symbols(String text, int limit) {
    List<SymbolHit> hits = new ArrayList<>();
    texts()
        .forEach((file, content) ->
            symbolsOf(content).stream()
                .filter(symbol -> symbol.name().contains(text))
                .forEach(symbol -> hits.add(new SymbolHit(filePath(file), symbol))));
    return hits.stream().limit(limit).toList();
  }

  @Override
  public FilePath find(String path) {
    return FilePath.of(path);
  }

  @Override
  public IndexedText text(FilePath path) {
    String text = texts().get(locate(path));
    if (text == null) {
      throw new Fault.NotFound(path.toString(), "is no indexed file", "search");
    }
    return new IndexedText(path, Language.TEXT, List.of(text.split("\n")), false);
  }

  @Override
  public Mentions mentions(String word, int limit, Cancellation cancellation) {
    misbehave(word, cancellation);
    return new Mentions(List.of(), false);
  }

  @Override
  public synchronized void edit(Path file, String text) {
    events.add("edit " + file.getFileName());
    edits.put(file, text);
  }

  @Override
  public synchronized void release(Path file) {
    events.add("release " + file.getFileName());
    edits.remove(file);
  }

  @Override
  public void changed(Collection<Path> files) {
    files.stream().sorted().forEach(file -> events.add("changed " + file.getFileName()));
  }

  @Override
  public void roots(List<Path> folders) {
    events.add("roots " + folders.stream().map(Path::getFileName).toList());
    name(folders);
  }

  @Override
  public Path locate(FilePath path) {
    return roots.stream()
        .filter(root -> root.name().equals(path.root()))
        .findFirst()
        .orElseThrow()
        .locate(path);
  }

  /** Another process wrote the index until now. */
  void becomeFree() {
    free.run();
  }

  @Override
  public void whenWritable(Runnable told) {
    free = told;
  }

  @Override
  public void onStatus(Consumer<Status> newListener) {
    listener.complete(newListener);
  }

  @Override
  public Measured measured() {
    Measured now = measured;
    return now == null ? Workspace.super.measured() : now;
  }

  @Override
  public List<Point> measuredHour() {
    return hour;
  }

  @Override
  public void close() {
    events.add("close");
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  private synchronized Map<Path, String> texts() {
    Map<Path, String> texts = new TreeMap<>(disk);
    texts.putAll(edits);
    return texts;
  }

  private void name(List<Path> folders) {
    List<Root> named = new ArrayList<>();
    for (Path folder : folders) {
      named.add(new Root(named.isEmpty() ? "" : String.valueOf(folder.getFileName()), folder));
    }
    roots = List.copyOf(named);
  }

  @Override
  public Snapshot backUp(SnapshotId.Kind kind, Cancellation cancellation) {
    SnapshotId base = kind == SnapshotId.Kind.FULL ? null : FULL;
    return new Snapshot(base == null ? FULL : INCREMENT, 1_000, base, true, 3);
  }

  @Override
  public List<Snapshot> backups() {
    return List.of(new Snapshot(FULL, 1_000, null, true, 3));
  }

  @Override
  public Findings verify(@Nullable String id, boolean deep, Cancellation cancellation) {
    events.add("verify " + id + " " + deep);
    return new Findings(1, List.of(new Findings.Damage("x", "cut")), List.of());
  }

  @Override
  public Restored restore(Choice choice, Cancellation cancellation) {
    events.add("restore " + choice);
    return new Restored(FULL.toString(), 2, 4, 9, 1);
  }

  @Override
  public Restored undoRestore() {
    events.add("undo");
    return new Restored("", 2, 4, 10, 1);
  }

  private FilePath filePath(Path file) {
    return roots.stream()
        .filter(root -> root.holds(file))
        .findFirst()
        .orElseThrow(() -> new Fault.Invalid(file.toString(), "is outside", "stay inside"))
        .name(file);
  }

  private Coverage coverage() {
    return new Coverage(texts().size(), texts().size(), 4, 4);
  }

  private static List<Symbol> symbolsOf(String text) {
    List<Symbol> symbols = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int line = 0; line < lines.length; line++) {
      String name = name(lines[line]);
      if (!name.isEmpty()) {
        LineRange range = new LineRange(line + 1, line + 1);
        symbols.add(new Symbol(name, "", SymbolKind.FUNCTION, range, line + 1));
      }
    }
    return symbols;
  }

  private static String name(String line) {
    return line.startsWith("def ") ? line.substring(4) : "";
  }

  private void misbehave(@Nullable String text, Cancellation cancellation) {
    if (WAIT.equals(text)) {
      events.add("waiting");
      waitFor(cancellation);
    } else if (BREAK.equals(text)) {
      throw new IllegalStateException(SECRET);
    } else if (FAULT.equals(text)) {
      throw new Fault.Unavailable("model", "cannot be reached", "start it")
          .causedBy(new IllegalStateException(SECRET));
    }
  }

  private static void waitFor(Cancellation cancellation) {
    while (true) {
      cancellation.check();
      LockSupport.parkNanos(1_000_000);
    }
  }
}
