package dev.roocode.service;

import dev.roocode.base.AtomicFile;
import dev.roocode.domain.Fault;
import dev.roocode.text.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the Japanese words of questions that had no translation, so that the glossary can grow.
 * Only where the user wants it: single words of two to {@link #WORD_CHARS} characters, never a
 * question, in a file that the owner alone reads. Thread-safe. Of two processes on one folder the
 * last one's counts stay.
 */
final class UnknownWords implements AutoCloseable {
  static final String FILE = "unknown-words.tsv";

  /** Further words are not kept; what was there is counted on. */
  static final int WORDS = 1_000;

  private static final int WORD_CHARS = 24;

  private final Path file;
  private final boolean wanted;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private boolean read;
  private boolean changed;

  private UnknownWords(Path file, boolean wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /** Nothing is kept in the clear beside a sealed index. */
  static UnknownWords of(Path data, WorkspaceSettings settings) {
    boolean sealed = settings.store().sealing().wanted();
    return new UnknownWords(data.resolve(FILE), settings.search().countUnknownWords() && !sealed);
  }

  synchronized void note(String question) {
    if (!wanted) {
      return;
    }
    for (String word : Question.of(question).unknown()) {
      read();
      if (word.length() <= WORD_CHARS && (counts.size() < WORDS || counts.containsKey(word))) {
        counts.merge(word, 1L, Long::sum);
        changed = true;
      }
    }
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).stream().limit(WORDS).forEach(this::read);
      }
    } catch (IOException e) {
      counts.clear(); // a search is worth more than counts, which begin anew
    }
  }

  /** A line that somebody has mangled is passed over. */
  private void read(String line) {
    int tab = line.indexOf('\t');
    if (tab > 0 && line.substring(tab + 1).matches("\\d{1,12}")) {
      counts.put(line.substring(0, tab), Long.valueOf(line.substring(tab + 1)));
    }
  }

  /** Writes the counts, the most frequent first. */
  @Override
  public synchronized void close() {
    if (!changed) {
      return;
    }
    changed = false;
    String text =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(entry -> entry.getKey() + "\t" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      AtomicFile.write(file, text);
    } catch (IOException e) {
      throw new Fault.Unavailable(
          file.toString(), "cannot be written: " + e, "turn search.countUnknownWords off");
    }
  }
}
