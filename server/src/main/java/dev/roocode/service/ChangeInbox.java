package dev.roocode.service;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is to be looked at in the background, so that a burst of changes costs one run.
 * Thread-safe.
 */
final class ChangeInbox {
  /** More changed paths than this, and a walk over everything is cheaper and surer. */
  static final int PATHS_MAX = 1_000;

  /**
   * What was collected.
   *
   * @param everything whether to walk the whole workspace; {@code paths} is empty then
   */
  record Content(boolean everything, List<Path> paths) {
    boolean isEmpty() {
      return !everything && paths.isEmpty();
    }
  }

  private final Set<Path> paths = new LinkedHashSet<>();
  private boolean everything;
  private boolean planned;

  /**
   * @return whether the caller is to plan a run: the first since the last {@link #take}
   */
  synchronized boolean add(Collection<Path> changed) {
    if (!everything) {
      paths.addAll(changed);
      if (paths.size() > PATHS_MAX) {
        addEverything();
      }
    }
    boolean first = !planned && (everything || !paths.isEmpty());
    planned |= first;
    return first;
  }

  synchronized void addEverything() {
    everything = true;
    paths.clear();
  }

  synchronized Content take() {
    Content content = new Content(everything, List.copyOf(paths));
    everything = false;
    planned = false;
    paths.clear();
    return content;
  }
}
