package dev.roocode.endpoint;

import dev.roocode.rpc.Connection;

/** One conversation with a guest. */
public interface Visit {
  /** The request that opens a conversation, to be answered with what can be asked. */
  String METHOD = Greeting.METHOD;

  /** Reads and answers the guest's messages; its first one is the request {@code METHOD}. */
  Connection connection();

  /** How many requests have come. */
  long requests();

  /** Whether none is being answered. */
  boolean isIdle();

  /** The guest is gone: nothing that it asked for is wanted any more. */
  void end();
}
