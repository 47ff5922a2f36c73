package dev.roocode.index;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Problem;
import dev.roocode.scan.ScannedFile;
import dev.roocode.store.Committed;
import dev.roocode.store.FileUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run: what it does and counts. Files are written in batches that grow, so that the first
 * results can be found at once and the rest costs few transactions. Of one thread.
 */
final class Run {
  private static final int FIRST_BATCH = 8;

  /** The word of the scan's rule. */
  private static final String VANISHED = "vanished";

  private final Writer writer;
  private final IndexSettings settings;
  private final boolean dryRun;
  private final IndexSteps steps;
  private final List<FileUpdate> batch = new ArrayList<>();
  private final Map<FilePath, FileStamp> touched = new HashMap<>();
  private final List<Problem> skipped = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int batchLimit = FIRST_BATCH;
  private int total;
  private int done;
  private int left;
  private int missing;
  private int changed;
  private int removed;
  private int chunks;
  private int queued;
  private int reused;

  Run(Writer writer, IndexSettings settings, boolean dryRun, IndexSteps steps) {
    this.writer = writer;
    this.settings = settings;
    this.dryRun = dryRun;
    this.steps = steps;
  }

  void report(List<Problem> newlySkipped, List<Problem> newProblems) {
    skipped.addAll(newlySkipped);
    problems.addAll(newProblems);
  }

  void remove(List<FilePath> paths, Cancellation cancellation) {
    for (FilePath path : paths) {
      removed++;
      add(new FileUpdate.Remove(path));
      cancellation.check();
    }
    writeBatch();
  }

  /**
   * @param known what is indexed of the files
   */
  void write(
      Preparation preparation,
      List<ScannedFile> files,
      Map<FilePath, FileStamp> known,
      Cancellation cancellation) {
    total = files.size();
    steps.written(0, total);
    preparation.forEach(files, file -> take(file, known), cancellation);
    flush();
  }

  private void take(Prepared file, Map<FilePath, FileStamp> known) {
    done++;
    switch (file) {
      case Prepared.Changed content -> {
        changed++;
        problems.addAll(content.update().content().problems());
        chunks += dryRun ? content.update().content().chunks().size() : 0;
        add(content.ready());
      }
      case Prepared.Touched same -> touched.put(same.path(), same.stamp());
      case Prepared.Left without -> leave(without, known.containsKey(without.path()));
    }
  }

  private void leave(Prepared.Left file, boolean indexed) {
    if (file.passing()) {
      problems.add(file.problem());
      missing += indexed ? 0 : 1;
      return;
    }
    left++;
    (file.problem().rule().equals(VANISHED) ? problems : skipped).add(file.problem());
    if (indexed) {
      removed++;
      add(new FileUpdate.Remove(file.path()));
    }
  }

  private void add(FileUpdate update) {
    batch.add(update);
    if (batch.size() >= batchLimit) {
      batchLimit = Math.min(settings.batchFiles(), batchLimit * 2);
      flush();
    }
  }

  private void flush() {
    writeBatch();
    steps.written(done, total);
  }

  private void writeBatch() {
    if (!dryRun) {
      count(writer.commit(List.copyOf(batch)));
      writer.restamp(touched);
    }
    batch.clear();
    touched.clear();
  }

  private void count(Committed committed) {
    chunks += committed.chunks();
    queued += committed.queued();
    reused += committed.reused();
  }

  /**
   * @param files that the scan found
   */
  Indexed result(int files) {
    return new Indexed(
        files - left, missing, changed, removed, chunks, queued, reused, skipped, problems);
  }
}
