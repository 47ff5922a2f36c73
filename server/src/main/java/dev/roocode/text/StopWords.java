package dev.roocode.text;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * English words that questions are built of and that tell nothing about code. Short on purpose:
 * inverse document frequency already weighs common words down, and words such as {@code for} or
 * {@code new} can be what is looked for only by accident.
 */
final class StopWords {
  /** As {@link Words} makes terms of them. */
  static final Set<String> STEMS =
      Stream.of(
              "a an the this that these those it its there here",
              "i we you they he she my our your their me us them",
              "is are was were be been being am do does did done has have had",
              "can could should would will shall may might must",
              "and or but if then than so as of to in on at by for from with into about over",
              "what which who whom whose where when why how",
              "not no yes also just only very please some any all")
          .flatMap(line -> Stream.of(line.split(" ")))
          .map(Stem::of)
          .collect(Collectors.toUnmodifiableSet());

  private StopWords() {}
}
