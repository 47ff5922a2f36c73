package dev.roocode.protocol;

import java.util.List;

/** The messages of {@code config/diff}. */
public final class ConfigDiff {
  private ConfigDiff() {}

  /** Which versions. */
  @Doc("Two versions")
  public record Params(
      @Doc("the one to start from; 0 stands for the defaults") int from,
      @Doc("the one to compare with it") int to) {}

  /** A setting that differs. */
  @Doc("A setting that the two have different values of")
  public record Difference(
      @Doc("its name") String name,
      @Doc("its value in the first; a secret shows none") String before,
      @Doc("its value in the second") String after) {}

  /** What differs. */
  @Doc("What differs")
  public record Result(@Doc("by name") List<Difference> differences) {}
}
