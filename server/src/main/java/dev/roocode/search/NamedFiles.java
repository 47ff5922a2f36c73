package dev.roocode.search;

import dev.roocode.domain.FilePath;
import dev.roocode.text.Question;
import dev.roocode.text.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far a question names files in passing: "the printer" means {@code printer.rs}, among others.
 * For one question.
 */
final class NamedFiles {
  private final Set<String> terms;
  private final Map<String, Float> shares = new HashMap<>();

  NamedFiles(Question question) {
    this.terms = question.terms().keySet();
  }

  /** The share of the words of the file's name that the question holds, 0 … 1. */
  float share(FilePath path) {
    return shares.computeIfAbsent(stem(path.name()), this::share);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private float share(String name) {
    Set<String> words = Words.ofName(name);
    long held = words.stream().filter(terms::contains).count();
    return words.isEmpty() ? 0 : (float) held / words.size();
  }
}
