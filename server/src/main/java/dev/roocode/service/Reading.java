package dev.roocode.service;

import dev.roocode.base.Cancellation;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.IndexedText;
import dev.roocode.domain.Language;
import dev.roocode.domain.Limits;
import dev.roocode.domain.Mentions;
import dev.roocode.domain.Root;
import dev.roocode.domain.Symbol;
import dev.roocode.store.ChunkStore;
import dev.roocode.store.FileFilter;
import dev.roocode.store.StoredChunk;
import dev.roocode.store.TermQuery;
import dev.roocode.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives out what the index holds of files, and never looks at the disk for it: whatever path is
 * asked for, only what belongs into the index comes out, without secrets. Thread-safe.
 */
final class Reading {
  private static final Comparator<Mentions.Place> ORDER =
      Comparator.comparing(Mentions.Place::path).thenComparingInt(Mentions.Place::line);

  private final ChunkStore store;
  private final Freshness freshness;
  private final LongSupplier epoch;

  /**
   * @param epoch counts the exchanges of the index
   */
  Reading(ChunkStore store, Freshness freshness, LongSupplier epoch) {
    this.store = store;
    this.freshness = freshness;
    this.epoch = epoch;
  }

  FilePath find(String path, List<Root> roots) {
    return roots.stream()
        .flatMap(root -> below(root, path).stream())
        .filter(file -> store.stamp(file).isPresent())
        .findFirst()
        .orElseThrow(() -> notIndexed(path));
  }

  private static Optional<FilePath> below(Root root, String path) {
    String prefix = root.name().isEmpty() ? "" : root.name() + "/";
    return path.startsWith(prefix) && path.length() > prefix.length()
        ? Optional.of(new FilePath(root.name(), path.substring(prefix.length())))
        : Optional.empty();
  }

  private static Fault notIndexed(String path) {
    return new Fault.NotFound(
        path, "is no indexed file", "use a path that a search has named, as it stands there");
  }

  IndexedText text(FilePath path) {
    long before;
    IndexedText text;
    do {
      before = epoch.getAsLong();
      text = textNow(path);
    } while (before != epoch.getAsLong());
    return text;
  }

  private IndexedText textNow(FilePath path) {
    FileStamp stamp = store.stamp(path).orElseThrow(() -> notIndexed(path.toString()));
    List<StoredChunk> chunks = store.chunksOf(path);
    List<String> lines = new ArrayList<>();
    for (StoredChunk stored : chunks) { // in order, and what lies between two is blank
      while (lines.size() < stored.chunk().lines().first() - 1) {
        lines.add("");
      }
      lines.addAll(Arrays.asList(stored.chunk().text().split("\n", -1)));
    }
    Language language =
        chunks.isEmpty() ? Language.ofFile(path.name()) : chunks.getFirst().language();
    return new IndexedText(path, language, lines, freshness.isStale(path, stamp));
  }

  Mentions mentions(String word, int limit, Cancellation cancellation) {
    List<String> terms = Words.of(word);
    if (terms.isEmpty()) {
      return new Mentions(List.of(), false);
    }
    // the first term of an identifier is itself as a whole, without regard to case
    TermQuery query = TermQuery.exact(Map.of(terms.getFirst(), 1f));
    long before;
    List<StoredChunk> candidates;
    do {
      cancellation.check();
      before = epoch.getAsLong();
      long[] best = store.match(query, FileFilter.ALL, Limits.MENTION_CHUNKS).best();
      candidates = store.chunks(best);
    } while (before != epoch.getAsLong());
    List<Mentions.Place> places = new ArrayList<>();
    Pattern whole = whole(word);
    Map<FilePath, Set<Integer>> definitions = new HashMap<>();
    for (StoredChunk candidate : candidates) {
      cancellation.check();
      collect(candidate, whole, places);
    }
    places.sort(ORDER);
    boolean more = places.size() > limit || candidates.size() >= Limits.MENTION_CHUNKS;
    List<Mentions.Place> shown =
        places.stream()
            .limit(limit)
            .map(place ->
                definitions
                        .computeIfAbsent(place.path(), path -> definitions(path, word))
                        .contains(place.line())
                    ? new Mentions.Place(place.path(), place.line(), place.text(), true)
                    : place)
            .toList();
    return new Mentions(shown, more);
  }

  private Set<Integer> definitions(FilePath path, String word) {
    return store.outline(path).stream()
        .filter(symbol -> symbol.name().equals(word))
        .map(Symbol::nameLine)
        .collect(Collectors.toSet());
  }

  private static void collect(StoredChunk candidate, Pattern whole, List<Mentions.Place> into) {
    String[] lines = candidate.chunk().text().split("\n", -1);
    int first = candidate.chunk().lines().first();
    for (int i = 0; i < lines.length; i++) {
      if (whole.matcher(lines[i]).find()) {
        into.add(new Mentions.Place(candidate.path(), first + i, lines[i], false));
      }
    }
  }

  private static Pattern whole(String word) {
    String part = "[\\p{L}\\p{N}_]";
    return Pattern.compile("(?<!" + part + ")" + Pattern.quote(word) + "(?!" + part + ")");
  }
}
