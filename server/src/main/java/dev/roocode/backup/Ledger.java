package dev.roocode.backup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.base.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a data folder remembers of its backups, in {@code <data>/backup.json}: the repository, the
 * highest sequence, which snapshots were sound when they were last read, and what a restore
 * replaced. Where it is lost, all but the last follows from the snapshots. Guarded by its caller.
 */
final class Ledger {
  static final String FILE = "backup.json";

  private final Path file;
  private final Disk disk;
  private String repository = "";
  private long sequence;
  private final Set<String> sound = new TreeSet<>();
  private String former = "";
  private String restored = "";

  private Ledger(Path file, Disk disk) {
    this.file = file;
    this.disk = disk;
  }

  static Ledger read(Path data, Disk disk) throws IOException {
    Ledger ledger = new Ledger(data.resolve(FILE), disk);
    if (disk.exists(ledger.file)) {
      try (var in = disk.read(ledger.file)) {
        ledger.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return ledger;
  }

  private void parse(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      repository = json.get("repository").getAsString();
      sequence = json.get("sequence").getAsLong();
      for (JsonElement id : json.getAsJsonArray("sound")) {
        sound.add(id.getAsString());
      }
      former = json.get("former").getAsString();
      restored = json.get("restored").getAsString();
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      sound.clear(); // read again by the next check
    }
  }

  private void write() throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("format", 1);
    json.addProperty("repository", repository);
    json.addProperty("sequence", sequence);
    JsonArray list = new JsonArray();
    sound.forEach(list::add);
    json.add("sound", list);
    json.addProperty("former", former);
    json.addProperty("restored", restored);
    disk.replace(file, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  String repository() {
    return repository;
  }

  void belongTo(String newRepository) throws IOException {
    if (!repository.equals(newRepository)) {
      repository = newRepository;
      write();
    }
  }

  long sequence() {
    return sequence;
  }

  boolean isSound(SnapshotId id) {
    return sound.contains(id.toString());
  }

  /** A new snapshot, read back. */
  void published(SnapshotId id) throws IOException {
    sequence = Math.max(sequence, id.sequence());
    sound.add(id.toString());
    write();
  }

  /** What a check found, and which snapshots there are. */
  void checked(Set<SnapshotId> nowSound, Set<SnapshotId> nowDamaged) throws IOException {
    Set<String> before = new TreeSet<>(sound);
    nowSound.forEach(id -> sound.add(id.toString()));
    nowDamaged.forEach(id -> sound.remove(id.toString()));
    if (!before.equals(sound)) {
      write();
    }
  }

  void deleted(SnapshotId id) throws IOException {
    if (sound.remove(id.toString())) {
      write();
    }
  }

  /** The version folder that a restore replaced, and the one that it made; empty without one. */
  String former() {
    return former;
  }

  String restored() {
    return restored;
  }

  /** Noted before the restored version is put in use. */
  void replaces(String formerVersion, String restoredVersion) throws IOException {
    former = formerVersion;
    restored = restoredVersion;
    write();
  }
}
