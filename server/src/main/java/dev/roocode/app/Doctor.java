package dev.roocode.app;

import dev.roocode.alert.Watch;
import dev.roocode.chunk.Chunker;
import dev.roocode.config.Profile;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Language;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Status;
import dev.roocode.embed.EmbedSettings;
import dev.roocode.embed.Embedder;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.metrics.Machine;
import dev.roocode.metrics.Power;
import dev.roocode.service.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at everything that the server stands on. Every finding that is not fine has a mend. */
final class Doctor {
  private static final int JAVA = 25;
  private static final long LITTLE_SPACE = 200L << 20;
  private static final long SOME_SPACE = 1L << 30;
  private static final long LITTLE_HEAP_MB = 256;

  /** The runtime keeps a part of -Xmx for itself. */
  private static final double ENOUGH = 0.9;

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** How a look came out, the worst last. */
  enum Outcome {
    OK,
    /** Works, with less than it could. */
    WARNING,
    FAILED,
    /** Stored data was found damaged. */
    DAMAGED
  }

  /**
   * One look.
   *
   * @param mend what to do; empty when all is fine
   */
  record Finding(String check, Outcome outcome, String detail, String mend) {
    static Finding ok(String check, String detail) {
      return new Finding(check, Outcome.OK, detail, "");
    }

    static Finding of(String check, Fault fault) {
      Outcome outcome = fault instanceof Fault.Corrupt ? Outcome.DAMAGED : Outcome.FAILED;
      return new Finding(check, outcome, fault.resource() + " " + fault.getMessage(), fault.hint());
    }
  }

  private final Wiring wiring;
  private final Path folder;

  Doctor(Wiring wiring, Path folder) {
    this.wiring = wiring;
    this.folder = folder;
  }

  /** All looks, in an order in which an earlier one explains a later one. */
  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>(List.of(versions(), java(), simd(), heap(), power()));
    findings.addAll(
        List.of(disk(), permissions(), lock(), clock(), settings(), alerts(), grammars()));
    findings.addAll(
        List.of(endpoint(), model(), GeneratorCheck.of(wiring::generator), store(), backups()));
    return findings;
  }

  private static Finding versions() {
    String version = Doctor.class.getPackage().getImplementationVersion();
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

  /** Only who starts Java can give it more, before it knows of any setting. */
  private Finding heap() {
    long most = Runtime.getRuntime().maxMemory() >> 20;
    Profile machine = Profile.of(Runtime.getRuntime().availableProcessors(), Machine.memoryBytes());
    Profile profile = wiring.settings().profile().profile().on(machine);
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
    boolean wanted = wiring.settings().index().pauseOnBattery();
    return Finding.ok(
        "power",
        Power.ofMachine()
            .onBattery()
            .map(battery ->
                battery ? "on the battery" + (wanted ? ": vectors wait" : "") : "connected")
            .orElse("not known on this system: index.pauseOnBattery has no effect"));
  }

  /** What is written for its owner must be readable for nobody else. */
  private Finding permissions() {
    List<String> open = new ArrayList<>();
    for (Path path :
        List.of(
            wiring.data(),
            wiring.data().resolve("logs"),
            wiring.data().resolve("endpoint.json"),
            DataFolder.keys(System.getenv()).resolve("keys"))) {
      try {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.exists(path) && isOpen(Files.getPosixFilePermissions(path))) {
          open.add(path.toString());
        }
      } catch (IOException e) {
        open.add(path + " (" + e + ")");
      }
    }
    return open.isEmpty()
        ? Finding.ok("permissions", "nobody else may read what is written")
        : new Finding(
            "permissions",
            Outcome.WARNING,
            "others may enter or read " + String.join(", ", open),
            "chmod -R go-rwx them");
  }

  private static boolean isOpen(Set<PosixFilePermission> permissions) {
    return permissions.stream().anyMatch(OTHERS::contains);
  }

  private Finding lock() {
    try {
      return RemoteWorkspace.at(wiring.data())
          .map(server -> {
            try (server) {
              return Finding.ok("lock", "a running server has the index open and answers");
            }
          })
          .orElseGet(() -> Finding.ok("lock", "no server has the index open"));
    } catch (Fault fault) {
      return Finding.of("lock", fault);
    }
  }

  private Finding alerts() {
    List<Problem> problems = Watch.check(wiring.data());
    return problems.isEmpty()
        ? Finding.ok("alerts", "the rules are understood")
        : new Finding(
            "alerts",
            Outcome.WARNING,
            problems.getFirst().message(),
            "correct it in " + problems.getFirst().path());
  }

  /** Whether anybody listens where vectors shall come from; {@link #model} asks for one. */
  private Finding endpoint() {
    EmbedSettings settings = wiring.settings().embedding();
    boolean remote =
        settings.provider() == EmbedSettings.Provider.OPENAI
            || settings.provider() == EmbedSettings.Provider.OLLAMA;
    return Finding.ok(
        "embedder endpoint",
        remote
            ? settings.provider().word()
                + (settings.url().isEmpty() ? ", the local one" : " at " + settings.url())
            : "none is used");
  }

  private Finding backups() {
    if (!wiring.settings().backup().automatic()) {
      return new Finding(
          "backups", Outcome.WARNING, "are switched off", "set backup.automatic, or run backup");
    }
    String folder = wiring.settings().backup().folder().strip();
    Path place = folder.isEmpty() ? wiring.data().resolve("backups") : Path.of(folder);
    return !Files.exists(place) || Files.isWritable(place)
        ? Finding.ok("backups", "in " + place)
        : new Finding(
            "backups", Outcome.FAILED, place + " is not writable", "mend its permissions");
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

  private Finding disk() {
    try {
      Files.createDirectories(wiring.data());
      long free = Files.getFileStore(wiring.data()).getUsableSpace();
      String detail = String.format(Locale.ROOT, "%,d MB free at %s", free >> 20, wiring.data());
      if (!Files.isWritable(wiring.data())) {
        return new Finding(
            "disk",
            Outcome.FAILED,
            wiring.data() + " is not writable",
            "mend its permissions or use --data");
      }
      Outcome outcome =
          free < LITTLE_SPACE ? Outcome.FAILED : free < SOME_SPACE ? Outcome.WARNING : Outcome.OK;
      return new Finding(
          "disk", outcome, detail, outcome == Outcome.OK ? "" : "free some space or use --data");
    } catch (IOException e) {
      return new Finding(
          "disk", Outcome.FAILED, wiring.data() + ": " + e, "mend its permissions or use --data");
    }
  }

  /** File times decide what is read again; a drive whose clock differs makes them lie. */
  private Finding clock() {
    try {
      Path probe = Files.createTempFile(wiring.data(), "clock", ".tmp");
      Instant written = Files.getLastModifiedTime(probe).toInstant();
      Files.delete(probe);
      Duration off = Duration.between(written, Instant.now()).abs();
      return off.compareTo(CLOCK_TOLERANCE) < 0
          ? Finding.ok("clock", "the drive's agrees with the system's")
          : new Finding(
              "clock",
              Outcome.WARNING,
              "the drive's differs by " + off.toSeconds() + " s",
              "set the clocks; until then run index --full after changes");
    } catch (IOException e) {
      return new Finding("clock", Outcome.WARNING, "not judged: " + e, "see disk");
    }
  }

  private Finding settings() {
    return wiring.problems().isEmpty()
        ? Finding.ok("settings", "valid")
        : new Finding(
            "settings",
            Outcome.WARNING,
            wiring.problems().getFirst().message(),
            "correct it in " + wiring.problems().getFirst().path());
  }

  private static Finding grammars() {
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

  private Finding model() {
    try {
      Optional<Embedder> opened = wiring.embedder();
      if (opened.isEmpty()) {
        return Finding.ok("model", "switched off: text search only");
      }
      try (Embedder embedder = opened.get()) {
        int dimensions = embedder.embedQuery("where is a file opened").length;
        return Finding.ok(
            "model", embedder.model().name() + ", " + dimensions + " dimensions, answers");
      }
    } catch (Fault fault) {
      return Finding.of("model", fault);
    }
  }

  private Finding store() {
    try {
      Optional<RemoteWorkspace> server = RemoteWorkspace.at(wiring.data());
      return server.isPresent() ? served(server.get()) : opened();
    } catch (Fault fault) {
      return Finding.of("store", fault);
    }
  }

  /** As the server sees it that has it open: it alone may have the keys. */
  private static Finding served(RemoteWorkspace server) {
    try (server) {
      Status status = server.status();
      String detail = counts(status) + "; a running server answers";
      return status.lastError() == null
          ? Finding.ok("store", detail)
          : new Finding(
              "store", Outcome.WARNING, detail + ": " + status.lastError(), "see the server's log");
    }
  }

  private static String counts(Status status) {
    return String.format(
        Locale.ROOT,
        "%,d files, %,d chunks, generation %d",
        status.coverage().filesIndexed(),
        status.coverage().chunks(),
        status.generation());
  }

  private Finding opened() {
    try (Workspace workspace = wiring.open(List.of(folder))) {
      Status status = workspace.status();
      String detail = counts(status);
      if (status.state() == Status.State.READ_ONLY) {
        return Finding.ok("store", detail + "; another process has it open and writes it");
      }
      return status.lastError() == null
          ? Finding.ok("store", detail)
          : new Finding("store", Outcome.DAMAGED, status.lastError(), "run roocode index");
    }
  }
}
