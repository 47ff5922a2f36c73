package dev.roocode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The one rule of the house: a room imports only rooms on lower floors. This table is the
 * architecture; docs/ARCHITECTURE.md explains it.
 */
class FloorsTest {
  private static final String HOUSE = "dev.roocode.";

  /** From the ground up. Rooms on one floor do not know each other. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("base"),
          Set.of("domain", "protocol"),
          Set.of("crypt", "metrics", "gloss"),
          Set.of("alert", "scan", "redact", "chunk", "embed", "generate", "vector", "text", "rank"),
          Set.of("store"),
          Set.of("store.local"),
          Set.of("index", "search", "answer", "backup"),
          Set.of("service"),
          Set.of("config", "rpc", "tools"),
          Set.of("endpoint"),
          Set.of("lsp", "mcp"),
          Set.of("app.bench"),
          Set.of("app"));

  /** The rooms that may see the wire: the doors, and the program around them. */
  private static final Set<String> SEE_PROTOCOL =
      Set.of("protocol", "rpc", "tools", "endpoint", "lsp", "mcp", "app", "app.bench");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.roocode");

  private static Map<String, Integer> floorOfRoom() {
    Map<String, Integer> floors = new HashMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        floors.put(room, floor);
      }
    }
    return floors;
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(HOUSE.length());
  }

  @Test
  void everyPackageStandsOnAFloor() {
    Set<String> strays = new TreeSet<>();
    CLASSES.forEach(type -> strays.add(room(type)));
    strays.removeAll(floorOfRoom().keySet());
    assertEquals(Set.of(), strays, "packages on no floor");
  }

  @Test
  void roomsImportOnlyLowerFloors() {
    List<String> violations = new ArrayList<>();
    Map<String, Integer> floors = floorOfRoom();
    for (JavaClass type : CLASSES) {
      type.getDirectDependenciesFromSelf()
          .forEach(dependency -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().startsWith(HOUSE)
                && !room(target).equals(room(type))
                && floors.get(room(target)) >= floors.get(room(type))) {
              violations.add(room(type) + " imports " + room(target) + ": " + dependency);
            }
          });
    }
    assertEquals(List.of(), violations);
  }

  @Test
  void onlyDoorsSeeTheWire() {
    assertNobodyElseUses("dev.roocode.protocol", SEE_PROTOCOL);
    assertNobodyElseUses("org.eclipse.lsp4j", SEE_PROTOCOL);
  }

  @Test
  void onlyTheStoreSeesSql() {
    assertNobodyElseUses("java.sql", Set.of("store.local", "app.bench"));
  }

  @Test
  void onlyEmbeddersCallOtherMachines() {
    assertNobodyElseUses("java.net.http", Set.of("embed"));
  }

  @Test
  void onlyTheEndpointAndTheDoorForAgentsListen() {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean listens =
          type.getDirectDependenciesFromSelf().stream()
              .map(d -> d.getTargetClass().getFullName())
              .anyMatch(name ->
                  name.startsWith("java.net.ServerSocket")
                      || name.startsWith("java.nio.channels.ServerSocketChannel"));
      if (listens && !room(type).equals("endpoint")) {
        users.add(type.getName());
      }
    }
    assertEquals(Set.of(), users);
    assertNobodyElseUses("com.sun.net.httpserver", Set.of("mcp"));
  }

  @Test
  void onlyTheCryptRoomKnowsCiphers() {
    assertNobodyElseUses("javax.crypto", Set.of("crypt"));
  }

  @Test
  void theTableDescribesWhatIsThere() {
    assertTrue(CLASSES.size() > 50, "classes were found");
    Set<String> there = new TreeSet<>();
    CLASSES.forEach(type -> there.add(room(type)));
    Set<String> missing = new TreeSet<>(floorOfRoom().keySet());
    missing.removeAll(there);
    assertFalse(missing.size() > 0, "rooms in the table without code: " + missing);
  }

  private static void assertNobodyElseUses(String library, Set<String> allowed) {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean uses =
          type.getDirectDependenciesFromSelf().stream()
              .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(library));
      if (uses && !allowed.contains(room(type))) {
        users.add(type.getName());
      }
    }
    assertEquals(Set.of(), users, library + " is used outside " + allowed);
  }
}
