package dev.roocode.index;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.scan.Decision;
import dev.roocode.scan.ScannedFile;
import dev.roocode.store.ChunkStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts what is to be done about paths that changed on disk. Of one thread. */
final class Changes {
  private final ChunkStore store;
  private final Map<FilePath, ScannedFile> files = new TreeMap<>();
  private final Map<FilePath, FileStamp> known = new HashMap<>();
  private final TreeSet<FilePath> gone = new TreeSet<>();
  private final List<FilePath> folders = new ArrayList<>();
  private final List<Problem> skipped = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Changes(ChunkStore store) {
    this.store = store;
  }

  void add(Decision decision) {
    switch (decision) {
      case Decision.Take(ScannedFile file) -> take(file);
      case Decision.Leave(FilePath path, Problem problem) -> {
        skipped.add(problem);
        gone.add(path);
      }
      case Decision.Gone(FilePath path) -> gone.add(path);
      case Decision.Folder(FilePath path) -> folders.add(path);
      case Decision.Unknown(FilePath path, Problem problem) -> problems.add(problem);
      case Decision.Outside(Problem problem) -> skipped.add(problem);
    }
  }

  private void take(ScannedFile file) {
    FileStamp stamp = store.stamp(file.path()).orElse(null);
    if (stamp != null) {
      known.put(file.path(), stamp);
    }
    if (stamp == null || !stamp.looksLike(file.sizeBytes(), file.modifiedNanos())) {
      files.put(file.path(), file);
    }
  }

  /** Files to be read. */
  List<ScannedFile> files() {
    return List.copyOf(files.values());
  }

  /** What is indexed of {@link #files}. */
  Map<FilePath, FileStamp> known() {
    return known;
  }

  List<FilePath> folders() {
    return folders;
  }

  List<Problem> skipped() {
    return skipped;
  }

  List<Problem> problems() {
    return problems;
  }

  /** Indexed files at or below the paths that are gone. */
  List<FilePath> removed() {
    TreeSet<FilePath> removed = new TreeSet<>(gone);
    removed.removeIf(path -> store.stamp(path).isEmpty());
    if (removed.size() < gone.size()) { // folders may be among them
      TreeSet<FilePath> indexed = new TreeSet<>(store.stamps().keySet());
      gone.forEach(folder -> addBelow(folder, indexed, removed));
    }
    return List.copyOf(removed);
  }

  private static void addBelow(
      FilePath folder, NavigableSet<FilePath> indexed, Set<FilePath> removed) {
    for (FilePath path : indexed.tailSet(new FilePath(folder.root(), folder.relative() + "/"))) {
      if (!folder.holds(path)) {
        return;
      }
      removed.add(path);
    }
  }
}
