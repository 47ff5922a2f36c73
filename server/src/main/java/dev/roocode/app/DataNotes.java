package dev.roocode.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.roocode.base.AtomicFile;
import dev.roocode.domain.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which data folder an editor's server uses for the folders of its workspace, noted in the per-user
 * folder, so that the command line works on the same index instead of making a second one. A note
 * is only a hint: it counts as long as there is an index, and for exactly these folders.
 */
final class DataNotes {
  private static final Logger LOG = LoggerFactory.getLogger(DataNotes.class);
  private static final int FORMAT = 1;
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_NOTES = 10_000;

  private final Path place;

  DataNotes(Path place) {
    this.place = place;
  }

  static DataNotes of(Map<String, String> environment) {
    return new DataNotes(DataFolder.notes(environment));
  }

  /** What a file says. */
  private record Note(List<String> folders, Path data) {
    /** Whether an index is there still. */
    boolean isAlive() {
      return Files.isRegularFile(data.resolve("CURRENT"));
    }
  }

  /** The data folder of the workspace of just these folders; empty where nobody noted one. */
  Optional<Path> find(List<Path> folders) {
    List<String> names = names(folders);
    return read(file(names))
        .filter(note -> note.folders().equals(names) && note.isAlive())
        .map(Note::data);
  }

  /**
   * Notes down where the index of these folders lies. Older notes of the same data folder, which
   * held other folders then, are taken back, and those whose index is gone. A note that cannot be
   * written costs a second index, so that it is only a line in the log.
   */
  void put(List<Path> folders, Path data) {
    List<String> names = names(folders);
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    JsonArray list = new JsonArray();
    names.forEach(list::add);
    json.add("folders", list);
    json.addProperty("data", data.toString());
    try {
      Files.createDirectories(place);
      AtomicFile.write(file(names), json + "\n");
      sweep(file(names), data);
    } catch (IOException e) {
      LOG.warn("{} cannot be noted in {}: {}", data, place, e.toString());
    }
  }

  private void sweep(Path newest, Path data) throws IOException {
    int seen = 0;
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(place, "*.json")) {
      for (Path file : notes) {
        Optional<Note> note = read(file);
        boolean other = !file.equals(newest);
        boolean old = note.isEmpty() || note.get().data().equals(data) || !note.get().isAlive();
        if (other && old) {
          Files.deleteIfExists(file);
        }
        if (++seen >= MOST_NOTES) {
          return; // the rest is looked at when some are gone
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** With symbolic links resolved, in one order. */
  private static List<String> names(List<Path> folders) {
    return folders.stream().map(DataNotes::real).sorted().toList();
  }

  private static String real(Path folder) {
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize().toString();
    }
  }

  private Path file(List<String> folders) {
    String key = ContentHash.of(String.join("\n", folders)).toString();
    return place.resolve(key + ".json");
  }

  private static Optional<Note> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return JsonParser.parseString(text) instanceof JsonObject json
          ? read(json)
          : Optional.empty();
    } catch (IOException | JsonParseException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Note> read(JsonObject json) {
    List<String> folders = new ArrayList<>();
    if (new JsonPrimitive(FORMAT).equals(json.get("format"))
        && json.get("folders") instanceof JsonArray names
        && json.get("data") instanceof JsonPrimitive data) {
      for (JsonElement name : names) {
        if (name instanceof JsonPrimitive text) {
          folders.add(text.getAsString());
        }
      }
      return Optional.of(new Note(folders, Path.of(data.getAsString())));
    }
    return Optional.empty();
  }
}
