package dev.roocode.lsp;

import dev.roocode.base.Ticker;
import dev.roocode.endpoint.Telling;
import dev.roocode.service.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Shows long work in the editor ({@code $/progress}), and lets it be cancelled there. */
final class WorkProgress {
  /** Faster reports would only cost the editor time. */
  private static final long INTERVAL_MILLIS = 100;

  private final EditorClient client;
  private final Ticker ticker;
  private final AtomicInteger created = new AtomicInteger();
  private final Map<Either<String, Integer>, Runnable> cancels = new ConcurrentHashMap<>();
  private volatile boolean supported;

  WorkProgress(EditorClient client, Ticker ticker) {
    this.client = client;
    this.ticker = ticker;
  }

  /** Whether the editor shows work that it did not ask for. */
  void supported(boolean yes) {
    supported = yes;
  }

  boolean isSupported() {
    return supported;
  }

  /** Work of a request, under the editor's token; shown nowhere without one. */
  Work begin(@Nullable Either<String, Integer> token, String title, Runnable cancel) {
    Work work = new Work(token, title);
    if (token != null) {
      cancels.put(token, cancel);
      work.begin();
    }
    return work;
  }

  /** Work that the server does by itself, where that is supported; shown once the editor agrees. */
  Work create(String title, Runnable cancel) {
    Either<String, Integer> token = Either.forLeft("roocode-" + created.incrementAndGet());
    cancels.put(token, cancel);
    Work work = new Work(token, title);
    var _ = client.createProgress(new WorkDoneProgressCreateParams(token)).thenRun(work::begin);
    return work;
  }

  /** The user does not want to wait any more. */
  void cancel(Either<String, Integer> token) {
    Runnable cancel = cancels.get(token);
    if (cancel != null) {
      cancel.run();
    }
  }

  /** One piece of work: begins once, reports in between, ends once. Thread-safe. */
  final class Work implements Progress, AutoCloseable {
    private final @Nullable Either<String, Integer> token;
    private final String title;
    private boolean begun;
    private boolean ended;
    private long reportedNanos = ticker.nanos();
    private int percentage;

    Work(@Nullable Either<String, Integer> token, String title) {
      this.token = token;
      this.title = title;
    }

    private synchronized void begin() {
      if (ended || begun) {
        return;
      }
      begun = true;
      WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
      begin.setTitle(title);
      begin.setCancellable(true);
      begin.setPercentage(0);
      send(begin);
    }

    @Override
    public synchronized void report(Stage stage, int done, int total) {
      if (!begun || ended || ticker.millisSince(reportedNanos) < INTERVAL_MILLIS) {
        return;
      }
      reportedNanos = ticker.nanos();
      percentage = Math.max(percentage, percentage(stage, done, total));
      WorkDoneProgressReport report = new WorkDoneProgressReport();
      report.setCancellable(true);
      report.setPercentage(percentage);
      report.setMessage(Telling.message(stage, done, total));
      send(report);
    }

    @Override
    public synchronized void close() {
      if (token != null) {
        cancels.remove(token);
      }
      if (begun && !ended) {
        send(new WorkDoneProgressEnd());
      }
      ended = true;
    }

    private void send(WorkDoneProgressNotification value) {
      client.notifyProgress(new ProgressParams(token, Either.forLeft(value)));
    }
  }

  /** Over all stages: embedding takes most of the time. */
  private static int percentage(Progress.Stage stage, int done, int total) {
    int part = total > 0 ? (int) Math.min(100L, 100L * done / total) : 0;
    return switch (stage) {
      case SCANNING -> part * 5 / 100;
      case CHUNKING -> 5 + part * 25 / 100;
      case EMBEDDING -> 30 + part * 70 / 100;
    };
  }
}
