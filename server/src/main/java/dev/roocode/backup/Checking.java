package dev.roocode.backup;

import dev.roocode.backup.Findings.Damage;
import dev.roocode.base.Cancellation;
import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import dev.roocode.store.local.IndexFacts;
import dev.roocode.store.local.IndexFile;
import dev.roocode.store.local.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads snapshots as a whole, puts them together as an index, looks into the result. */
final class Checking {
  private static final String NOTE = "meta.json";

  private final Bench bench;
  private final Cancellation cancellation;

  Checking(Bench bench, Cancellation cancellation) {
    this.bench = bench;
    this.cancellation = cancellation;
  }

  /**
   * @param choice the only one; all, and the index in use, where null
   * @param deep restores each into a folder of its own and compares
   */
  Findings check(@Nullable SnapshotId choice, boolean deep, LocalStore store) throws IOException {
    List<SnapshotId> ids = choice == null ? bench.present() : List.of(choice);
    Set<SnapshotId> sound = new HashSet<>();
    Set<SnapshotId> unsound = new HashSet<>();
    List<Damage> damaged = new ArrayList<>();
    for (SnapshotId id : ids) {
      Optional<Fault> problem = problem(id, deep);
      problem.ifPresent(fault -> damaged.add(new Damage(id.toString(), fault.line())));
      (problem.isPresent() ? unsound : sound).add(id);
    }
    if (!store.isReadOnly()) {
      bench.ledger().checked(sound, unsound);
    }
    return new Findings(ids.size(), damaged, choice == null ? index(store) : List.of());
  }

  private Optional<Fault> problem(SnapshotId id, boolean deep) throws IOException {
    try {
      if (deep) {
        deep(id);
      } else {
        read(id);
      }
      return Optional.empty();
    } catch (Fault.Corrupt | Fault.Denied | Fault.TooNew | Fault.NotFound e) {
      return Optional.of(e);
    }
  }

  private void read(SnapshotId id) throws IOException {
    new Assembly(bench.vault(), cancellation).read(bench.vault().file(id), id, base(id));
  }

  private void deep(SnapshotId id) throws IOException {
    Path scratch = bench.scratch();
    try {
      restore(id, scratch);
    } finally {
      bench.disk().deleteFolder(scratch);
    }
  }

  /** The base of an increment; null for a full snapshot. */
  private @Nullable SnapshotId base(SnapshotId id) {
    if (id.isFull()) {
      return null;
    }
    return bench
        .baseOf(id)
        .orElseThrow(() ->
            new Fault.NotFound(
                bench.vault().file(id).toString(),
                "the full snapshot %06d that it builds on is missing".formatted(id.base()),
                "put it back, or restore a full snapshot"));
  }

  /**
   * Puts an index together in an empty folder, forced to the disk, and looks into it.
   *
   * @return what it holds, which is what was counted when it was copied
   */
  IndexFacts restore(SnapshotId id, Path folder) throws IOException {
    SnapshotId base = base(id);
    Header expected = SnapshotReader.header(bench.vault(), id);
    bench.demandSpace(folder, expected.pages().bytes());
    Path file = folder.resolve(IndexFile.NAME);
    Header header = new Assembly(bench.vault(), cancellation).write(id, base, file);
    cancellation.check();
    IndexFacts facts = IndexFile.check(file, bench.store());
    if (!facts.equals(header.facts())) {
      throw new Fault.Corrupt(
          bench.vault().file(id).toString(),
          "holds " + facts + " instead of " + header.facts(),
          "restore another snapshot");
    }
    byte[] note =
        "{\"format\": %d, \"restored\": \"%s\"}\n"
            .formatted(facts.schema(), id)
            .getBytes(StandardCharsets.UTF_8);
    bench.disk().replace(folder.resolve(NOTE), note);
    return facts;
  }

  /** Whether the version folder was made by a restore. */
  static boolean isRestored(Disk disk, Path folder) throws IOException {
    Path note = folder.resolve(NOTE);
    if (!disk.exists(note)) {
      return false;
    }
    try (InputStream in = disk.read(note)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"restored\"");
    }
  }

  /** Looks at a copy, so that nobody waits. */
  private List<String> index(LocalStore store) throws IOException {
    bench.demandSpace(bench.place().data(), store.sizeBytes());
    Path scratch = bench.scratch();
    try {
      Path copy = scratch.resolve(IndexFile.NAME);
      store.copyTo(copy);
      IndexFile.check(copy, bench.store());
      return List.of();
    } catch (Fault.Corrupt e) {
      store.condemn();
      return List.of(
          store.versionFolder().resolve(IndexFile.NAME)
              + ": "
              + e.getMessage()
              + " (restart: it is set aside, and the newest sound backup takes its place)");
    } finally {
      bench.disk().deleteFolder(scratch);
    }
  }
}
