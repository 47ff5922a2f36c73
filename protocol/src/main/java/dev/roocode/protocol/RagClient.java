package dev.roocode.protocol;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The notifications that the server sends beside the standard ones. */
@JsonSegment("rag")
public interface RagClient {
  @Doc("The workspace stands differently; at most four a second, the last one always arrives")
  @JsonNotification
  void statusChanged(RagStatus.Result status);
}
