package dev.roocode.endpoint;

import java.io.OutputStream;

/** Serves those who have shown the token. */
@FunctionalInterface
public interface Host {
  /** Begins a conversation. */
  Visit welcome(OutputStream out);
}
