package dev.roocode.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine and the process say of themselves; not a number where they do not tell. */
public final class Machine {
  private static final Path SYSTEM = Path.of("/proc/meminfo");
  private static final Pattern LINE =
      Pattern.compile("(?m)^(MemTotal|MemAvailable):\\s+(\\d+) kB$");

  private final Path data;
  private final Path meminfo;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /**
   * @param data the folder whose disk counts
   */
  public Machine(Path data) {
    this(data, SYSTEM);
  }

  /**
   * @param meminfo in the form of {@code /proc/meminfo}
   */
  public Machine(Path data, Path meminfo) {
    this.data = data;
    this.meminfo = meminfo;
  }

  /** Memory of the machine, or of the container. */
  public static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** Names itself as the source of its gauges. */
  public void register(Meters meters) {
    meters.gauge(Metric.CPU_USAGE, new Recent(() -> percent(system.getCpuLoad())));
    meters.gauge(Metric.PROCESS_CPU_USAGE, new Recent(() -> percent(system.getProcessCpuLoad())));
    meters.gauge(Metric.MEMORY_USAGE, this::memory);
    meters.gauge(Metric.HEAP_USED, Machine::heapUsed);
    meters.gauge(
        Metric.HEAP_USAGE, () -> percent(heapUsed() / (double) Runtime.getRuntime().maxMemory()));
    meters.gauge(Metric.DISK_USAGE, this::disk);
    meters.gauge(
        Metric.OPEN_FILES,
        () ->
            system instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : Double.NaN);
  }

  /**
   * The runtime tells the load since it was last asked: who asks right after somebody else, such as
   * the alerts after the log, would hear of a moment in which nothing has happened.
   */
  private static final class Recent implements DoubleSupplier {
    private static final long LEAST_NANOS = 100_000_000;

    private final DoubleSupplier source;
    private boolean asked;
    private long askedNanos;
    private double value;

    Recent(DoubleSupplier source) {
      this.source = source;
    }

    @Override
    public synchronized double getAsDouble() {
      long now = System.nanoTime();
      if (!asked || now - askedNanos >= LEAST_NANOS) {
        asked = true;
        askedNanos = now;
        value = source.getAsDouble();
      }
      return value;
    }
  }

  private static double percent(double share) {
    return share < 0 ? Double.NaN : 100 * share;
  }

  private static double heapUsed() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Linux keeps files in memory that nobody else wants; only it can tell what is really free. */
  private double memory() {
    double total = system.getTotalMemorySize();
    if (!Files.isReadable(meminfo)) {
      return percent((total - system.getFreeMemorySize()) / total);
    }
    try {
      return memory(Files.readString(meminfo, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** From the text of {@code /proc/meminfo}. */
  static double memory(String meminfo) {
    double total = Double.NaN;
    double available = Double.NaN;
    Matcher lines = LINE.matcher(meminfo);
    while (lines.find()) {
      double value = Double.parseDouble(lines.group(2));
      if (lines.group(1).equals("MemTotal")) {
        total = value;
      } else {
        available = value;
      }
    }
    return percent((total - available) / total);
  }

  private double disk() {
    try {
      FileStore store = Files.getFileStore(data);
      double total = store.getTotalSpace();
      return percent((total - store.getUsableSpace()) / total);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
