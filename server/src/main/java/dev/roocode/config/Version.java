package dev.roocode.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings in force from a moment on.
 *
 * @param number rises by one; numbers are never used again
 * @param reason why it differs from the one before: {@code start}, {@code rollback to 3}
 * @param sha SHA-256 over all that follows, in hexadecimal digits
 * @param changed names of the settings that differ from the version before; from the defaults in
 *     the first
 * @param values by name, as {@link Key#text} has them; {@link #SECRET} for a secret that is set
 * @param marks for each secret that is set, 16 bits of its salted hash: enough to see a change, too
 *     little to find the value
 */
public record Version(
    int number,
    Instant time,
    String reason,
    String sha,
    List<String> changed,
    Map<String, String> values,
    Map<String, String> marks) {
  /** Stands for a secret value. */
  public static final String SECRET = "(secret)";

  /** A setting that two versions have different values of; a secret shows no value. */
  public record Difference(String name, String before, String after) {}

  public Version {
    changed = List.copyOf(changed);
    values = Map.copyOf(values);
    marks = Map.copyOf(marks);
  }

  /** What differs in a later version, by name. */
  public List<Difference> to(Version later) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(later.values.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      Difference difference =
          new Difference(name, values.getOrDefault(name, ""), later.values.getOrDefault(name, ""));
      boolean other = !marks.getOrDefault(name, "").equals(later.marks.getOrDefault(name, ""));
      if (other || !difference.before.equals(difference.after)) {
        differences.add(difference);
      }
    }
    return differences;
  }

  /** What the hash is over: every line of it, in an order of its own. */
  static String summed(Map<String, String> values, Map<String, String> marks) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((name, value) ->
            text.append(name)
                .append('=')
                .append(value)
                .append('#')
                .append(marks.getOrDefault(name, ""))
                .append('\n'));
    return text.toString();
  }
}
