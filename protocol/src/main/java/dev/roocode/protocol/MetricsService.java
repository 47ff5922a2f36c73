package dev.roocode.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The requests about what is measured. */
@JsonSegment("metrics")
public interface MetricsService {
  @Doc("Tells what was measured in the last minutes, and which alerts and incidents are open")
  @JsonRequest
  CompletableFuture<MetricsSnapshot.Result> snapshot(MetricsSnapshot.Params params);

  @Doc(
      "Begins or ends to tell how it stands, without being asked again; begins with what was measured in the last hour")
  @JsonRequest
  CompletableFuture<MetricsWatch.Result> watch(MetricsWatch.Params params);
}
