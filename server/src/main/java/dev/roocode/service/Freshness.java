package dev.roocode.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Tells whether a file differs from what was indexed: by what an editor holds, else by size and
 * time, and only where those differ by content. Thread-safe.
 */
final class Freshness {
  private static final int HASHES = 1_000;

  private record Seen(Path file, long sizeBytes, long modifiedNanos) {}

  private final Function<FilePath, Path> locate;
  private final Function<FilePath, Optional<ContentHash>> held;
  private final long maxBytes;
  private final Cache<Seen, ContentHash> hashes =
      Caffeine.newBuilder().maximumSize(HASHES).executor(Runnable::run).build();

  /**
   * @param held the hash of a text that an editor holds
   * @param maxBytes a larger file is not read: it is no longer indexed, hence stale
   */
  Freshness(
      Function<FilePath, Path> locate,
      Function<FilePath, Optional<ContentHash>> held,
      long maxBytes) {
    this.locate = locate;
    this.held = held;
    this.maxBytes = maxBytes;
  }

  boolean isStale(FilePath path, FileStamp indexed) {
    Optional<ContentHash> edited = held.apply(path);
    if (edited.isPresent()) {
      return !edited.get().equals(indexed.hash());
    }
    Path file = locate.apply(path);
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      long modified = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      return !indexed.looksLike(now.size(), modified)
          && (now.size() > maxBytes
              || !hash(new Seen(file, now.size(), modified)).equals(indexed.hash()));
    } catch (IOException e) {
      return true; // gone, or not to be read any more
    }
  }

  private ContentHash hash(Seen seen) throws IOException {
    ContentHash known = hashes.getIfPresent(seen);
    if (known == null) {
      known = ContentHash.of(Files.readAllBytes(seen.file()));
      hashes.put(seen, known);
    }
    return known;
  }
}
