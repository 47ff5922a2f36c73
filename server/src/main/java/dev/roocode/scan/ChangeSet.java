package dev.roocode.scan;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may differ between the disk and an index.
 *
 * @param candidates files that are new, or whose size or time changed; by path. Whether their
 *     content changed shows when they are read
 * @param removed indexed files that are gone or no longer belong into the index; by path. Files
 *     that the scan could not see are not among them
 * @param unchanged how many files look as they did
 */
public record ChangeSet(List<ScannedFile> candidates, List<FilePath> removed, int unchanged) {
  public ChangeSet {
    candidates = List.copyOf(candidates);
    removed = List.copyOf(removed);
  }

  /**
   * Compares by size and modification time.
   *
   * @param indexed what the index knows
   * @param full whether files that look unchanged are candidates as well
   */
  public static ChangeSet between(Scan scan, Map<FilePath, FileStamp> indexed, boolean full) {
    List<ScannedFile> candidates = new ArrayList<>();
    Set<FilePath> found = HashSet.newHashSet(scan.files().size());
    for (ScannedFile file : scan.files()) {
      found.add(file.path());
      FileStamp stamp = indexed.get(file.path());
      if (full || stamp == null || !stamp.looksLike(file.sizeBytes(), file.modifiedNanos())) {
        candidates.add(file);
      }
    }
    List<FilePath> removed =
        indexed.keySet().stream()
            .filter(path -> !found.contains(path) && !scan.isUnseen(path))
            .sorted()
            .toList();
    return new ChangeSet(candidates, removed, scan.files().size() - candidates.size());
  }
}
