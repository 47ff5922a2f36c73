package dev.roocode.lsp;

import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.FileProblem;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.protocol.MetricsMeasured.LogLine;
import dev.roocode.protocol.MetricsSnapshot;
import dev.roocode.protocol.MetricsWatch;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Errors;
import dev.roocode.rpc.Guard;
import dev.roocode.rpc.Router;
import dev.roocode.rpc.Throttle;
import dev.roocode.service.Workspace;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests about what is measured, of one connection. Who watches is told every five seconds,
 * until it says that it no longer does; then nothing is done any more. Thread-safe.
 */
final class MetricsRequests {
  static final long TELL_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(MetricsRequests.class);

  /** A time of watching, from the one request to the other. */
  private static final class Watch {
    private final Supplier<List<LogLine>> log;

    Watch(Supplier<List<LogLine>> log) {
      this.log = log;
    }
  }

  private final OpenWorkspace workspace;
  private final EditorClient client;
  private final Ticker ticker;
  private final Throttle.Timer timer;
  private @Nullable Watch present;

  MetricsRequests(
      OpenWorkspace workspace, EditorClient client, Ticker ticker, Throttle.Timer timer) {
    this.workspace = workspace;
    this.client = client;
    this.ticker = ticker;
    this.timer = timer;
  }

  void register(Router router) {
    router.onRequest("metrics/snapshot", MetricsSnapshot.Params.class, this::snapshot);
    router.onRequest("metrics/watch", MetricsWatch.Params.class, this::watch);
  }

  private MetricsSnapshot.Result snapshot(MetricsSnapshot.Params params, Call call) {
    Integer window = params.windowMinutes();
    return workspace.use(
        call, open -> MetricsWire.measured(open.measured(window == null ? 1 : window)));
  }

  private MetricsWatch.Result watch(MetricsWatch.Params params, Call call) {
    if (!params.on()) {
      stop();
      return new MetricsWatch.Result(List.of(), null);
    }
    return workspace.use(
        call,
        open -> {
          Watch watch = new Watch(workspace.log());
          MetricsWatch.Result begun =
              new MetricsWatch.Result(MetricsWire.series(open.measuredHour()), now(open, watch));
          call.check();
          begin(watch);
          return begun;
        });
  }

  private synchronized void begin(Watch watch) {
    present = watch;
    plan(watch);
  }

  private void plan(Watch watch) {
    timer.after(TELL_MILLIS, () -> tell(watch));
  }

  private synchronized boolean isOver(Watch watch) {
    return watch != present;
  }

  private void tell(Watch watch) {
    if (isOver(watch)) {
      return;
    }
    Throwable failure =
        Guard.failure(() -> workspace.ifOpen(open -> client.measured(now(open, watch))));
    if (failure == null) {
      plan(watch);
    } else {
      LOG.warn("who watches is told no more: {}", Errors.of(failure).getMessage());
      stop();
    }
  }

  private MetricsMeasured now(Workspace open, Watch watch) {
    try {
      return MetricsWire.now(open.measured(), watch.log.get());
    } catch (Fault.NotReady fault) { // the log is worth seeing all the same
      return new MetricsMeasured(
          ticker.now().toString(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(new FileProblem(fault.resource(), fault.kind(), fault.line())),
          watch.log.get());
    }
  }

  /** Nobody watches any more. */
  synchronized void stop() {
    present = null;
  }
}
