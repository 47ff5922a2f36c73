package dev.roocode.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much of the machine's processors other programs use, from one look to the next. Linux counts
 * it in {@code /proc/stat} (proc(5)); elsewhere the runtime is asked. Used by one thread at a time.
 */
public final class Load {
  private static final Path SYSTEM = Path.of("/proc/stat");
  private static final int LINE_MAX = 512;

  /** The kernel counts in hundredths of a second on every platform that Java runs on. */
  private static final double NANOS_PER_TICK = 1e7;

  /** A second of one processor: a shorter span says nothing, and is counted with the next. */
  private static final double LEAST_TICKS = 100;

  /** Fields of the line {@code cpu}: user nice system idle iowait irq softirq steal. */
  private static final int FIELDS = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private record Ticks(double busy, double all, double ownNanos) {}

  private static final Ticks UNKNOWN = new Ticks(Double.NaN, Double.NaN, Double.NaN);

  private final Path stat;
  private final LongSupplier ownNanos;
  private Ticks before = UNKNOWN;

  /**
   * @param stat in the form of {@code /proc/stat}
   * @param ownNanos processor time that this process has used
   */
  Load(Path stat, LongSupplier ownNanos) {
    this.stat = stat;
    this.ownNanos = ownNanos;
  }

  /** Of this machine. */
  public static Load ofMachine() {
    return new Load(SYSTEM, Load::ownNanos);
  }

  /** Not from the management bean, whose loading costs a cold start a tenth of a second. */
  private static long ownNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  /**
   * Percent of all processors that others have used since the last call; not a number at the first
   * one, after too short a time, and where it is not known.
   */
  public double othersPercent() {
    if (!Files.isReadable(stat)) {
      double all = system().getCpuLoad();
      double own = system().getProcessCpuLoad();
      return all < 0 || own < 0 ? Double.NaN : Math.clamp(100 * (all - own), 0, 100);
    }
    Ticks then = before;
    Ticks now = ticks();
    double all = now.all - then.all;
    if (all < LEAST_TICKS) {
      return Double.NaN;
    }
    before = now;
    double own = (now.ownNanos - then.ownNanos) / NANOS_PER_TICK;
    double others = 100 * (now.busy - then.busy - own) / all;
    return Double.isNaN(others) ? others : Math.clamp(others, 0, 100);
  }

  private Ticks ticks() {
    String[] fields = line().split("\\s+", FIELDS + 2);
    if (fields.length <= FIELDS || !fields[0].equals("cpu")) {
      return UNKNOWN;
    }
    double busy = 0;
    double all = 0;
    try {
      for (int i = 0; i < FIELDS; i++) {
        double ticks = Long.parseLong(fields[i + 1]);
        all += ticks;
        busy += i == IDLE || i == IOWAIT ? 0 : ticks;
      }
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
    return new Ticks(busy, all, ownNanos.getAsLong());
  }

  private String line() {
    try (InputStream in = Files.newInputStream(stat)) {
      return new String(in.readNBytes(LINE_MAX), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
