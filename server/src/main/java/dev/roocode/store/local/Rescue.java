package dev.roocode.store.local;

import java.nio.file.Path;
import java.util.Optional;

/** What can be done for an index that is damaged. */
@FunctionalInterface
public interface Rescue {
  /** Nothing but to start anew. */
  Rescue NONE = folder -> Optional.empty();

  /**
   * Puts a sound {@link IndexFile#NAME} into an empty folder.
   *
   * @return where it comes from, for people; empty where there is none, whatever the reason
   */
  Optional<String> into(Path folder);
}
