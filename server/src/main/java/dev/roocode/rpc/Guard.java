package dev.roocode.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The one place of the door where every failure is caught, also those that nobody foresaw: no
 * request may stay without an answer, and no message may end the conversation.
 */
public final class Guard {
  private Guard() {}

  /** Something that may fail in any way. */
  public interface Task {
    void run() throws Exception;
  }

  /** Runs the task and gives back what it threw, null when it went well. */
  public static @Nullable Throwable failure(Task task) {
    try {
      task.run();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }
}
