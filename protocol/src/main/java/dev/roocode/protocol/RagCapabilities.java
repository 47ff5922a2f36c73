package dev.roocode.protocol;

import java.util.List;

/** What {@code initialize} answers as {@code capabilities.experimental.rag}. */
@Doc("What `initialize` answers as `capabilities.experimental.rag`")
public record RagCapabilities(
    @Doc("of these messages; rises when a client must know better") int version,
    @Doc("the requests that this server answers, such as `rag/search`") List<String> features) {
  /** The version of the messages in this package. */
  public static final int VERSION = 1;
}
