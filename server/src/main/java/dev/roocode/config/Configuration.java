package dev.roocode.config;

import dev.roocode.base.LockFile;
import dev.roocode.base.Ticker;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a data folder, whoever opens it: its sources, its versions, and the way back
 * to one of them (docs/decisions/0014). What is said for one run only ({@code --set}, {@code
 * --profile}) is no part of it. Thread-safe.
 */
public final class Configuration {
  private static final String SALT = "salt";

  private final Path env;
  private final VersionFiles files;
  private final Profile machine;
  private final @Nullable Map<String, Object> editor;
  private final Ticker ticker;
  private final Set<Problem> problems = new LinkedHashSet<>();

  /**
   * @param editor what an editor says, by name; null where none speaks, so that the last one counts
   */
  public Configuration(
      Path data, Profile machine, @Nullable Map<String, Object> editor, Ticker ticker) {
    Path folder = data.resolve("config");
    this.env = folder.resolve(".env");
    this.files = new VersionFiles(folder);
    this.machine = machine;
    this.editor = editor;
    this.ticker = ticker;
  }

  /** All versions that can be read, oldest first, and which cannot. */
  public record History(List<Version> versions, List<Problem> problems) {}

  /**
   * What the {@code .env} file looks like from outside: another text once it has been changed, so
   * that whoever has the workspace open opens it anew.
   */
  public String imprint() {
    try {
      BasicFileAttributes there = Files.readAttributes(env, BasicFileAttributes.class);
      return there.lastModifiedTime() + " " + there.size();
    } catch (IOException e) { // there is none
      return "";
    }
  }

  /** A reader with all sources, to lay more over. */
  public SettingsReader reader() {
    return reader(chosen());
  }

  /** What the sources say themselves, else what the machine is like. */
  private Profile chosen() {
    return reader(machine).settings().profile().profile().on(machine);
  }

  /** The same for another size of machine. */
  public SettingsReader reader(Profile profile) {
    return sources(profile).rolledBack(tolerated(files::rollback, Rollback.NONE));
  }

  private SettingsReader sources(Profile profile) {
    Map<String, Object> said = editor;
    return new SettingsReader()
        .layer("profile " + profile.word(), profile.settings())
        .layer(".env", tolerated(() -> EnvFile.read(env), EnvFile.Content.EMPTY))
        .layer("editor", said == null ? tolerated(files::editor, Map.of()) : said);
  }

  /** Damage among these files must not keep anybody from working. */
  private <T> T tolerated(Supplier<T> read, T otherwise) {
    try {
      return read.get();
    } catch (Fault fault) { // told with the other problems of the settings
      report(fault);
      return otherwise;
    }
  }

  private synchronized void report(Fault fault) {
    problems.add(new Problem(fault.resource(), fault.kind(), fault.line()));
  }

  /** What is wrong with the versions, beside the problems of a reader. */
  public synchronized List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Notes the configuration down where it differs from the newest version, and what the editor says
   * for those who come without one. A folder that cannot be written is a problem, no fault.
   *
   * @return the number of the version in force, 0 where none could be noted
   */
  public int record() {
    try {
      Map<String, Object> said = editor;
      if (said != null) {
        remember(said);
      }
      return record("start");
    } catch (Fault fault) { // told with the other problems of the settings
      report(fault);
      return 0;
    }
  }

  private void remember(Map<String, Object> said) {
    Map<String, Object> kept = new LinkedHashMap<>();
    said.forEach((name, value) -> {
      if (SettingsReader.mayBeKept(name, value)) {
        kept.put(name, value);
      }
    });
    if (!kept.equals(tolerated(files::editor, Map.of()))) {
      alone(() -> {
        files.writeEditor(kept);
        return true;
      });
    }
  }

  private int record(String reason) {
    SettingsReader reader = reader();
    List<Entry> entries = reader.entries();
    int keep = reader.settings().config().versionsKept();
    Version newest = newest();
    if (newest != null && newest.sha().equals(next(newest, entries, reason).sha())) {
      return newest.number();
    }
    return alone(() -> {
      Version last = newest();
      Version next = next(last, entries, reason);
      if (last != null && last.sha().equals(next.sha())) {
        return last.number();
      }
      files.write(sources(chosen()).stillOver(tolerated(files::rollback, Rollback.NONE)));
      files.write(next);
      files.keep(keep);
      return next.number();
    });
  }

  /** The newest that is whole. */
  private @Nullable Version newest() {
    for (int number : files.numbers().reversed()) {
      Optional<Version> version =
          tolerated(() -> Optional.of(files.read(number)), Optional.empty());
      if (version.isPresent()) {
        return version.get();
      }
    }
    return null;
  }

  private Version next(@Nullable Version last, List<Entry> entries, String reason) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> marks = new HashMap<>();
    String salt = last == null ? salt() : last.marks().getOrDefault(SALT, salt());
    for (Entry entry : entries) {
      boolean hidden = entry.secret() && !entry.text().isEmpty();
      values.put(entry.name(), hidden ? Version.SECRET : entry.text());
      if (hidden) {
        marks.put(SALT, salt);
        marks.put(entry.name(), mark(salt, entry.text()));
      }
    }
    List<Integer> numbers = files.numbers();
    int number = numbers.isEmpty() ? 1 : numbers.getLast() + 1;
    Version bare =
        new Version(
            number,
            ticker.now(),
            reason,
            VersionFiles.sha(values, marks),
            List.of(),
            values,
            marks);
    List<String> changed =
        (last == null ? defaults() : last).to(bare).stream().map(Version.Difference::name).toList();
    return new Version(
        number, bare.time(), reason, bare.sha(), changed, bare.values(), bare.marks());
  }

  private Version defaults() {
    Map<String, String> values = new HashMap<>();
    new SettingsReader().entries().forEach(entry -> values.put(entry.name(), entry.text()));
    return new Version(0, ticker.now(), "", "", List.of(), values, Map.of());
  }

  private static String salt() {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private static String mark(String salt, String value) {
    byte[] hash = VersionFiles.sha256(salt + value);
    return HexFormat.of().formatHex(hash, 0, 2);
  }

  /** What there is to go back to. */
  public History history() {
    List<Version> versions = new ArrayList<>();
    List<Problem> damaged = new ArrayList<>();
    for (int number : files.numbers()) {
      try {
        versions.add(files.read(number));
      } catch (Fault fault) { // listed with the others
        damaged.add(new Problem(fault.resource(), fault.kind(), fault.line()));
      }
    }
    return new History(versions, damaged);
  }

  /**
   * One of them; 0 stands for the defaults.
   *
   * @throws Fault.NotFound where there is none of this number
   * @throws Fault.Corrupt where it is damaged
   */
  public Version version(int number) {
    return number == 0 ? defaults() : files.read(number);
  }

  /**
   * Puts the values of a version back, but for secrets, which no version holds. They count over all
   * other sources, each until somebody changes its setting there. Whoever has the workspace open
   * opens it anew to take them over.
   *
   * @return the number of the version that this makes
   * @throws Fault.NotFound where there is none of this number
   * @throws Fault.Corrupt where it is damaged
   */
  public int rollback(int number) {
    Version target = files.read(number);
    Map<String, Rollback.Pin> pins = new HashMap<>();
    for (Entry entry : sources(chosen()).entries()) {
      String value = target.values().get(entry.name());
      if (value != null
          && !entry.secret()
          && !isSecret(target, entry)
          && !value.equals(entry.text())) {
        pins.put(entry.name(), new Rollback.Pin(value, entry.text()));
      }
    }
    alone(() -> {
      files.write(new Rollback(number, pins));
      return true;
    });
    return record("rollback to " + number);
  }

  private static boolean isSecret(Version target, Entry entry) {
    return target.marks().containsKey(entry.name());
  }

  private <T> T alone(LockFile.Work<T> work) {
    try {
      files.prepare();
      return LockFile.alone(files.lock(), work);
    } catch (IOException e) {
      throw new Fault.Unavailable(
              String.valueOf(files.lock().getParent()),
              "cannot be written",
              "check space and permissions")
          .causedBy(e);
    }
  }
}
