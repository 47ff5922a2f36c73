package dev.roocode.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path folder;
  private Path workspace;
  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    workspace = Files.createDirectories(folder.resolve("zanzibar"));
    data = folder.resolve("data");
    Files.writeString(workspace.resolve("Quokka.java"), "class Quokka {}\n");
    Files.createDirectories(data.resolve("config"));
    Files.writeString(
        data.resolve("config/.env"),
        "EMBEDDING_PROVIDER=none\nINDEX_EXCLUDE=ornithopter/\nnonsense\n");
  }

  private Map<String, JsonObject> examine(int expected, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "doctor",
                "--json",
                "--data",
                data.toString(),
                "--workspace",
                workspace.toString()));
    words.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]));
    assertEquals(
        expected,
        Main.run(words.toArray(String[]::new), terminal),
        out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
    Map<String, JsonObject> findings = new TreeMap<>();
    JsonParser.parseString(out.toString(StandardCharsets.UTF_8))
        .getAsJsonObject()
        .getAsJsonArray("findings")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonObject)
        .forEach(finding -> findings.put(finding.get("check").getAsString(), finding));
    return findings;
  }

  private static String of(Map<String, JsonObject> findings, String check, String member) {
    return findings.getOrDefault(check, new JsonObject()).get(member).getAsString();
  }

  @Test
  void everythingIsLookedAtAndWhatIsNotFineHasAMend() throws IOException {
    Files.writeString(data.resolve("config/alerts.yaml"), "alerts:\n  - name: x\n");
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, JsonObject> findings = examine(0);
    for (String check :
        List.of(
            "version",
            "java",
            "vector instructions",
            "heap",
            "power",
            "disk",
            "permissions",
            "lock",
            "clock",
            "settings",
            "alerts",
            "grammars",
            "embedder endpoint",
            "model",
            "store",
            "backups")) {
      boolean fine = of(findings, check, "outcome").equals("OK");
      assertEquals(fine, of(findings, check, "mend").isEmpty(), check);
    }
    assertTrue(of(findings, "settings", "mend").endsWith(".env:3"));
    assertTrue(of(findings, "alerts", "mend").endsWith("alerts.yaml:2:5"));
    assertTrue(of(findings, "permissions", "detail").contains(data.toString()));
  }

  @Test
  void aFolderThatCannotBeWrittenFails() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    data = folder.resolve("file/data");
    Map<String, JsonObject> findings = examine(1);
    assertEquals("FAILED", of(findings, "disk", "outcome"));
    assertFalse(of(findings, "disk", "mend").isEmpty());
  }

  @Test
  void theBundleTellsNothingOfTheWorkspace() throws IOException {
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(
        data.resolve("logs/server.log"),
        "2026-11-24T11:00:00Z [main] WARN x - "
            + workspace.resolve("a.java")
            + " token=ghp_"
            + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8\n");
    Path zip = folder.resolve("report.zip");
    examine(0, "--report", zip.toString());
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertEquals(
        List.of("doctor.txt", "metrics.jsonl", "server.log", "settings.txt"),
        List.copyOf(texts.keySet()));
    String all = String.join("\n", texts.values());
    for (String canary : List.of("zanzibar", "Quokka", "ornithopter", "ghp_", data.toString())) {
      assertFalse(all.contains(canary), canary + " in " + all);
    }
    assertTrue(all.contains("<workspace>/a.java") && all.contains("index.exclude=(set) (.env)"));
  }
}
