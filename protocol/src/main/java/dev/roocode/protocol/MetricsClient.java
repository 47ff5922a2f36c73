package dev.roocode.protocol;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** The notifications about what is measured. */
@JsonSegment("metrics")
public interface MetricsClient {
  @Doc("An alert has opened or closed, or its incident is one level up")
  @JsonNotification
  void alert(MetricsAlert alert);

  @Doc("How it stands; every five seconds after `metrics/watch`")
  @JsonNotification
  void measured(MetricsMeasured measured);
}
