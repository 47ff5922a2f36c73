package dev.roocode.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the machine runs on its battery, as Linux tells in {@code /sys/class/power_supply}. Other
 * systems tell it only to native code: there it is not known. Thread-safe.
 *
 * <p>The files are those of the kernel's {@code sysfs-class-power}: {@code type}, {@code status} of
 * a battery, {@code online} of what comes from outside, {@code scope} "Device" for the battery of a
 * mouse.
 */
public final class Power {
  private static final Path SYSTEM = Path.of("/sys/class/power_supply");
  private static final int SUPPLIES_MAX = 64;
  private static final int WORD_MAX = 64;

  private final Path folder;

  /**
   * @param folder one folder in it for each supply
   */
  public Power(Path folder) {
    this.folder = folder;
  }

  /** Of this machine. */
  public static Power ofMachine() {
    return new Power(SYSTEM);
  }

  /** Empty where it is not known. A machine without a battery is not on it. */
  public Optional<Boolean> onBattery() {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    boolean drains = false;
    boolean fed = false;
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> supplies = all.limit(SUPPLIES_MAX).toList();
      for (Path supply : supplies) {
        boolean ofMachine = !word(supply, "scope").equals("Device");
        drains |= ofMachine && word(supply, "status").equals("Discharging");
        fed |= !word(supply, "type").equals("Battery") && word(supply, "online").equals("1");
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(drains && !fed);
  }

  /** Empty where there is no such file; a supply may also be pulled out meanwhile. */
  private static String word(Path supply, String name) {
    try (InputStream in = Files.newInputStream(supply.resolve(name))) {
      return new String(in.readNBytes(WORD_MAX), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
