package dev.roocode.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The requests about versions of the configuration. */
@JsonSegment("config")
public interface ConfigService {
  @Doc("Lists the versions of the configuration")
  @JsonRequest
  CompletableFuture<ConfigHistory.Result> history(ConfigHistory.Params params);

  @Doc("Says what differs between two versions of the configuration")
  @JsonRequest
  CompletableFuture<ConfigDiff.Result> diff(ConfigDiff.Params params);

  @Doc(
      "Puts the values of a version back, but for secrets; each counts until its setting is changed again. The workspace is opened anew")
  @JsonRequest
  CompletableFuture<ConfigRollback.Result> rollback(ConfigRollback.Params params);
}
