package dev.roocode.backup;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a check found.
 *
 * @param checked snapshots that were read
 * @param damaged those that cannot be restored
 * @param index what is wrong with the index in use; empty where it is sound or was not looked at
 */
public record Findings(int checked, List<Damage> damaged, List<String> index) {
  /**
   * A snapshot that cannot be restored.
   *
   * @param problem what is wrong, and what to do
   */
  public record Damage(String id, String problem) {}

  /** Both together. */
  Findings and(Findings other) {
    return new Findings(
        checked + other.checked, joined(damaged, other.damaged), joined(index, other.index));
  }

  private static <T> List<T> joined(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  public boolean isSound() {
    return damaged.isEmpty() && index.isEmpty();
  }
}
