package dev.roocode.store.local;

import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Another index, open and ready to take the place of the one in use. Until {@link #takeOver} the
 * former answers, and stays where this is closed without.
 */
public final class Replacement implements AutoCloseable {
  private final Opening opening;
  private final OpenVersion next;
  private final Disk disk;
  private @Nullable OpenVersion former;
  private boolean noted;

  Replacement(Opening opening, OpenVersion next, Disk disk) {
    this.opening = opening;
    this.next = next;
    this.disk = disk;
  }

  /** The version folder that it lies in. */
  public Path folder() {
    return next.folder();
  }

  /** Declares the model that will fill it, see {@link LocalStore#useModel}. */
  public void useModel(String modelName, int dimensions) {
    LocalStore.useModel(next, modelName, dimensions);
  }

  /**
   * Makes it the index that the next start finds, durably.
   *
   * @throws Fault when that could not be noted; then the former stays
   */
  public void note() {
    try {
      opening.note(next, disk);
      noted = true;
    } catch (IOException e) {
      throw DataFolder.fault(next.folder(), e);
    }
  }

  /**
   * Makes it the index in use, at once. Must have been noted. The caller sees to it that no call
   * into the store is under way.
   */
  public void takeOver() {
    if (!noted) {
      throw new IllegalStateException("not noted");
    }
    former = opening.exchange(next);
  }

  /** Closes the one of the two that is not in use. */
  @Override
  public void close() {
    OpenVersion left = former;
    (left == null ? next : left).close();
  }
}
