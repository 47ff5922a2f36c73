package dev.roocode.backup;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.base.Disk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of the snapshots: {@code REPO} says whose they are, the names of the others what they
 * are. Belongs to one workspace.
 */
final class Repository {
  static final String FILE = "REPO";

  private static final int FORMAT = 1;

  private final Disk disk;
  private final Place place;

  Repository(Disk disk, Place place) {
    this.disk = disk;
    this.place = place;
  }

  /** The snapshots under their final names, oldest first. Other files are nobody's business. */
  List<SnapshotId> list() throws IOException {
    return named().filter(id -> id.kind() != SnapshotId.Kind.CACHE).toList();
  }

  /** The snapshots of caches, oldest first. */
  List<SnapshotId> caches() throws IOException {
    return named().filter(id -> id.kind() == SnapshotId.Kind.CACHE).toList();
  }

  private Stream<SnapshotId> named() throws IOException {
    if (!disk.exists(place.folder())) {
      return Stream.empty();
    }
    return disk.list(place.folder()).stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(name -> name.endsWith(SnapshotId.SUFFIX))
        .flatMap(name ->
            SnapshotId.of(name.substring(0, name.length() - SnapshotId.SUFFIX.length())).stream())
        .sorted();
  }

  /** Whose snapshots these are; created for this workspace where nobody's. */
  String claim(Ledger ledger) throws IOException {
    Optional<String> present = identity(ledger);
    if (present.isPresent()) {
      ledger.belongTo(present.get());
      return present.get();
    }
    String known = ledger.repository();
    String identity = known.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : known;
    disk.createFolder(place.folder());
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("repository", identity);
    json.addProperty("workspace", tag());
    disk.replace(repo(), (json + "\n").getBytes(StandardCharsets.UTF_8));
    ledger.belongTo(identity);
    return identity;
  }

  /**
   * Whose snapshots these are; empty where there is no repository yet.
   *
   * @throws Fault.Denied when they are another workspace's
   */
  Optional<String> identity(Ledger ledger) throws IOException {
    if (!disk.exists(repo())) {
      return Optional.empty();
    }
    String known = ledger.repository();
    Optional<JsonObject> json = read();
    if (json.isEmpty()) {
      if (known.isEmpty()) {
        throw new Fault.Corrupt(
            repo().toString(), "cannot be understood", "put back a copy of it, or move the folder");
      }
      return Optional.empty(); // written anew by the next backup, opened by what is known
    }
    if (json.get().get("format").getAsInt() > FORMAT) {
      throw new Fault.TooNew(
          repo().toString(), "was written by a newer version", "use the newer version");
    }
    String identity = json.get().get("repository").getAsString();
    boolean ours =
        known.isEmpty()
            ? json.get().get("workspace").getAsString().equals(tag())
            : known.equals(identity);
    if (!ours) {
      throw new Fault.Denied(
          place.folder().toString(),
          "holds the backups of another workspace",
          "choose a folder of its own for each workspace with backup.folder");
    }
    return Optional.of(identity);
  }

  private Optional<JsonObject> read() throws IOException {
    try (var in = disk.read(repo())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      boolean whole =
          json.has("format")
              && json.has("repository")
              && json.has("workspace")
              && json.get("format").getAsInt() > 0;
      return whole ? Optional.of(json) : Optional.empty();
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Tells workspaces apart without naming them. */
  private String tag() {
    return ContentHash.of(place.workspace()).toString();
  }

  private Path repo() {
    return place.folder().resolve(FILE);
  }
}
