package dev.roocode.generate;

import java.io.IOException;

/** What serves the model of {@link TinyModel}: llama.cpp's server, or what was recorded of it. */
interface Engine extends AutoCloseable {
  String KEY = "k-0123456789";

  /** Without a path. */
  String url();

  /** Stands still, with its connections open. */
  void freeze() throws IOException;

  /** As by kill -9: all connections break. */
  void kill() throws IOException;

  /** Whether it writes nothing. */
  boolean isIdle() throws IOException;

  @Override
  void close();
}
