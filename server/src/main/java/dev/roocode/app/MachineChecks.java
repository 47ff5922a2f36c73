package dev.roocode.app;

import dev.roocode.app.Finding.Outcome;
import dev.roocode.chunk.Chunker;
import dev.roocode.config.Profile;
import dev.roocode.config.Settings;
import dev.roocode.domain.Language;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Power;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether the machine and its Java carry the server. */
final class MachineChecks {
  private static final int JAVA = 25;
  private static final long LITTLE_HEAP_MB = 256;

  /** The runtime keeps a part of -Xmx for itself. */
  private static final double ENOUGH = 0.9;

  private final Settings settings;

  MachineChecks(Settings settings) {
    this.settings = settings;
  }

  List<Finding> all() {
    return List.of(versions(), java(), simd(), heap(), power());
  }

  private static Finding versions() {
    String version = MachineChecks.class.getPackage().getImplementationVersion();
    return Finding.ok(
        "version",
        "%s on %s %s %s, %d processors, %,d MB"
            .formatted(
                version == null ? "development" : version,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Machine.memoryBytes() >> 20));
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    String detail = Runtime.version() + " at " + System.getProperty("java.home");
    return feature >= JAVA
        ? Finding.ok("java", detail)
        : new Finding(
            "java", Outcome.FAILED, detail, "install a JDK " + JAVA + " and set JAVA_HOME");
  }

  private static Finding simd() {
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return there
        ? Finding.ok("vector instructions", "in use")
        : new Finding(
            "vector instructions",
            Outcome.WARNING,
            "the module jdk.incubator.vector is not loaded; searches are slower",
            "start through scripts/roocode, or add --add-modules jdk.incubator.vector");
  }

  /** Only who starts Java can give it more, before it knows of any setting. */
  private Finding heap() {
    long most = Runtime.getRuntime().maxMemory() >> 20;
    Profile machine = Profile.of(Runtime.getRuntime().availableProcessors(), Machine.memoryBytes());
    Profile profile = settings.profile().profile().on(machine);
    String detail =
        "at most %,d MB; profile %s suits %,d MB"
            .formatted(most, profile.word(), profile.heapMegabytes());
    return most >= Math.max(LITTLE_HEAP_MB, profile.heapMegabytes() * ENOUGH)
        ? Finding.ok("heap", detail)
        : new Finding(
            "heap",
            Outcome.WARNING,
            detail,
            "start with -Xmx"
                + profile.heapMegabytes()
                + "m in ROOCODE_JAVA_OPTS, in the editor roocode.java.maxHeapMegabytes");
  }

  /** Whether the server can tell that it is to save the battery. */
  private Finding power() {
    boolean wanted = settings.index().pauseOnBattery();
    return Finding.ok(
        "power",
        Power.ofMachine()
            .onBattery()
            .map(battery ->
                battery ? "on the battery" + (wanted ? ": vectors wait" : "") : "connected")
            .orElse("not known on this system: index.pauseOnBattery has no effect"));
  }

  static Finding grammars() {
    Set<Language> missing = EnumSet.copyOf(Chunker.grammarsKnown());
    missing.removeAll(Chunker.grammarsAvailable());
    return missing.isEmpty()
        ? Finding.ok("grammars", "all loaded")
        : new Finding(
            "grammars",
            Outcome.WARNING,
            "none for " + missing + "; these files are cut by their lines",
            "no native library for this platform; search still works");
  }
}
