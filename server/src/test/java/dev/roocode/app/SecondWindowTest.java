package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two editors on one index: the first writes it, the second reads and asks the first. */
@Tag("slow")
class SecondWindowTest {
  private static final String PLAIN = "{\"embedding\":{\"provider\":\"none\"}}";

  @TempDir private Path folder;

  /** The second window reads only: what it asks of the backups, the first one does. */
  @Test
  void aSecondWindowPassesItsBackupsOnToTheFirst() throws IOException {
    Path user = Files.createDirectories(folder.resolve("user"));
    Path storage = folder.resolve("storage");
    Path workspace =
        Fixture.write(
            Files.createDirectories(folder.resolve("workspace")),
            """
            //- src/Door.java
            class Door { void lock() { key.turn(); } }
            //- src/Roof.java
            class Roof { void cover() {} }
            //- src/Wall.java
            class Wall {}
            """);
    try (EditorProcess first = EditorProcess.open(user, workspace, storage, PLAIN);
        EditorProcess second = EditorProcess.open(user, workspace, storage, PLAIN)) {
      first.awaitReady();
      assertEquals("readOnly", asked(second, "rag/status", "{}").get("state").getAsString());
      JsonObject made = asked(second, "backup/create", "{\"kind\":\"full\"}");
      String id = made.get("id").getAsString();
      assertTrue(
          asked(second, "rag/status", "{}").has("lastBackup"), "the second window knows of it");
      Files.writeString(workspace.resolve("src/New.java"), "class New { void porcupine() {} }");
      asked(first, "rag/reindex", "{\"mode\":\"changed\"}");
      asked(second, "backup/create", "{\"kind\":\"incremental\"}");
      assertEquals(asked(first, "backup/list", "{}"), asked(second, "backup/list", "{}"));
      JsonObject checked = asked(second, "backup/verify", "{\"deep\":true}");
      assertEquals(2, checked.get("checked").getAsInt());
      JsonObject restored = asked(second, "backup/restore", "{\"id\":\"" + id + "\"}");
      assertEquals(3, restored.get("files").getAsInt(), "without the new one");
      JsonObject undone = asked(second, "backup/restore", "{\"undo\":true}");
      assertEquals(4, undone.get("files").getAsInt());
      JsonObject found = asked(second, "rag/search", "{\"query\":\"porcupine\",\"limit\":3}");
      assertEquals(1, found.getAsJsonArray("hits").size(), "and follows the index");
      assertEquals("readOnly", asked(second, "rag/status", "{}").get("state").getAsString());
    }
  }

  private static JsonObject asked(EditorProcess editor, String method, String params)
      throws IOException {
    return editor.ask(method, JsonParser.parseString(params).getAsJsonObject()).getAsJsonObject();
  }
}
