package dev.roocode.store.local;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files in memory, by row, by ordinal and by chunk. */
final class FileMap {
  private final Map<Long, FileEntry> byId = new HashMap<>();
  private final List<@Nullable FileEntry> byOrdinal = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final TreeMap<Long, FileEntry> byChunk = new TreeMap<>();
  private int redacted;

  /** Secrets that were taken out of all of them. */
  int redacted() {
    return redacted;
  }

  /** An ordinal that no file has. */
  int freeOrdinal() {
    return taken.nextClearBit(0);
  }

  void add(FileEntry file) {
    byId.put(file.id(), file);
    redacted += file.redacted();
    taken.set(file.ordinal());
    while (byOrdinal.size() <= file.ordinal()) {
      byOrdinal.add(null);
    }
    byOrdinal.set(file.ordinal(), file);
    if (file.contents().length > 0) {
      byChunk.put(file.firstChunk(), file);
    }
  }

  void remove(FileEntry file) {
    byId.remove(file.id());
    redacted -= file.redacted();
    taken.clear(file.ordinal());
    byOrdinal.set(file.ordinal(), null);
    byChunk.remove(file.firstChunk(), file);
  }

  @Nullable FileEntry byId(long id) {
    return byId.get(id);
  }

  @Nullable FileEntry byOrdinal(int ordinal) {
    return ordinal < byOrdinal.size() ? byOrdinal.get(ordinal) : null;
  }

  /** The file of a chunk; null where the chunk does not exist. */
  @Nullable FileEntry byChunk(long chunk) {
    Map.Entry<Long, FileEntry> below = byChunk.floorEntry(chunk);
    return below == null || below.getValue().content(chunk) < 0 ? null : below.getValue();
  }

  Collection<FileEntry> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  int size() {
    return byId.size();
  }
}
