package dev.roocode.gloss;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Japanese words and their English. The file says in its head how it is written. A word that stands
 * in the file is never replaced by a spelling that a rule makes of another one.
 */
final class Glossary {
  static final String RESOURCE = "ja.tsv";

  /** A word without English of its own. */
  static final String NOTHING = "-";

  /** Read when the first Japanese question comes: memory that most never need. */
  private static final class Loaded {
    static final Glossary JAPANESE = of(lines());
  }

  private final Map<String, List<String>> words;
  private final int longest;

  private Glossary(Map<String, List<String>> words) {
    this.words = words;
    this.longest = words.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  static Glossary japanese() {
    return Loaded.JAPANESE;
  }

  /** Characters of the longest word. */
  int longest() {
    return longest;
  }

  /** Words and spellings. */
  int size() {
    return words.size();
  }

  /**
   * What the word means, the commonest first; empty for one that carries nothing; null if unknown.
   */
  @Nullable List<String> meanings(String word) {
    return words.get(word);
  }

  /** The lines of the file that are entries. */
  static List<String> lines() {
    InputStream file =
        Objects.requireNonNull(Glossary.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Glossary of(List<String> lines) {
    Map<String, List<String>> words = new HashMap<>();
    for (String line : lines) {
      List<String> meanings = meaningsOf(line);
      keys(line).forEach(key -> words.putIfAbsent(key, meanings));
    }
    for (String line : lines) {
      List<String> meanings = meaningsOf(line);
      for (String key : keys(line)) {
        Spelling.of(key).forEach(form -> words.putIfAbsent(form, meanings));
      }
    }
    return new Glossary(words);
  }

  /** The spellings that an entry names, as they are looked up. */
  static List<String> keys(String line) {
    List<String> keys = new ArrayList<>();
    for (String written : line.substring(0, line.indexOf('\t')).split("\\|", -1)) {
      keys.add(Kana.key(written));
    }
    return keys;
  }

  static List<String> meaningsOf(String line) {
    String english = line.substring(line.indexOf('\t') + 1);
    return english.equals(NOTHING) ? List.of() : List.of(english.split(", ", -1));
  }
}
