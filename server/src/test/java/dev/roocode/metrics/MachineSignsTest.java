package dev.roocode.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the user needs the machine, from files as the kernel writes them. */
class MachineSignsTest {
  @TempDir Path folder;

  private void supply(String name, String... files) throws IOException {
    Path supply = Files.createDirectories(folder.resolve(name));
    for (String file : files) {
      String[] parts = file.split("=", 2);
      Files.writeString(supply.resolve(parts[0]), parts[1] + "\n");
    }
  }

  private Optional<Boolean> onBattery() {
    return new Power(folder).onBattery();
  }

  @Test
  void aLaptopThatIsUnpluggedRunsOnItsBattery() throws IOException {
    supply("AC", "type=Mains", "online=1");
    supply("BAT0", "type=Battery", "status=Charging", "scope=System", "present=1");
    assertEquals(Optional.of(false), onBattery());
    supply("AC", "online=0");
    supply("BAT0", "status=Discharging");
    assertEquals(Optional.of(true), onBattery());
    supply("ucsi-source-psy-1", "type=USB", "online=1");
    assertEquals(Optional.of(false), onBattery(), "fed through another socket");
    supply("ucsi-source-psy-1", "online=0");
    supply("BAT1", "type=Battery", "status=Unknown");
    assertEquals(Optional.of(true), onBattery(), "the second battery rests");
  }

  @Test
  void theBatteryOfAMouseDoesNotCount() throws IOException {
    supply("hidpp_battery_0", "type=Battery", "scope=Device", "status=Discharging");
    assertEquals(Optional.of(false), onBattery());
  }

  @Test
  void whatIsNotToldIsNotKnown() throws IOException {
    assertEquals(Optional.of(false), onBattery(), "no battery at all");
    assertEquals(Optional.empty(), new Power(folder.resolve("absent")).onBattery());
    supply("BAT0");
    Files.writeString(folder.resolve("BAT0/status"), "x".repeat(1_000_000));
    Files.createDirectories(folder.resolve("BAT0/type"));
    Files.writeString(folder.resolve("stray"), "");
    assertEquals(Optional.of(false), onBattery(), "nonsense is no battery");
    assertTrue(Power.ofMachine().onBattery().isEmpty() || Files.isDirectory(Path.of("/sys")));
  }

  @Test
  void othersAreWhoeverIsNotThisProcess() throws IOException {
    Path stat = folder.resolve("stat");
    AtomicLong own = new AtomicLong(5_000_000_000L);
    Load load = new Load(stat, own::get);
    Files.writeString(stat, "cpu  1000 100 200 8000 50 0 0 0 7 7\ncpu0 1 1 1 1\n");
    assertTrue(Double.isNaN(load.othersPercent()), "nothing to compare with");
    // 1000 ticks later: 700 user, 100 nice, 150 idle, 50 waiting for disks; 3 s of them ours
    Files.writeString(stat, "cpu  1700 200 200 8150 100 0 0 0 7 7\n");
    own.addAndGet(3_000_000_000L);
    assertEquals(50.0, load.othersPercent(), 1e-9);
    assertTrue(Double.isNaN(load.othersPercent()), "no time has passed");
    Files.writeString(stat, "cpu  1790 200 200 8150 100 0 0 0 7 7\n");
    assertTrue(Double.isNaN(load.othersPercent()), "too short");
    Files.writeString(stat, "cpu  1790 200 200 8260 100 0 0 0 7 7\n");
    own.addAndGet(9_000_000_000L);
    assertEquals(0.0, load.othersPercent(), "never less than nothing");
    for (String nonsense : new String[] {"", "cpu 1 2", "cpu a b c d e f g h", "x".repeat(9_999)}) {
      Files.writeString(stat, nonsense);
      assertTrue(Double.isNaN(load.othersPercent()), nonsense);
    }
  }

  @Test
  void aProgramThatIsBusyIsSeenOnThisMachine() throws IOException, InterruptedException {
    Load load = Load.ofMachine();
    load.othersPercent();
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      long end = System.nanoTime() + 60_000_000_000L;
      double seen = Double.NaN;
      while (!(seen > 5)) {
        assertTrue(System.nanoTime() < end, "seen within a minute: " + seen);
        if (busy.waitFor(200, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("it ended");
        }
        seen = load.othersPercent();
      }
    } finally {
      busy.destroyForcibly().waitFor();
    }
  }
}
