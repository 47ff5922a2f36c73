package dev.roocode.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.config.EnvFile;
import dev.roocode.config.JsonSettings;
import dev.roocode.config.Profile;
import dev.roocode.config.Settings;
import dev.roocode.config.SettingsReader;
import dev.roocode.domain.Problem;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.Embedders;
import dev.roocode.service.Workspace;
import dev.roocode.service.Workspaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rooms together. Settings come from the defaults, the machine's profile, the {@code .env}
 * of the data folder, and what the caller sets, the later winning.
 */
final class Wiring {
  /** Key material comes from the environment or the editor, never from a settings file. */
  private static final String KEY_VARIABLE = "ROOCODE_EMBEDDING_KEY";

  private static final String KEY_OPTION = "embeddingKey";

  private final Path data;
  private final Settings settings;
  private final List<Problem> problems;
  private final String key;

  private Wiring(Path data, Settings settings, List<Problem> problems, String key) {
    this.data = data;
    this.settings = settings;
    this.problems = problems;
    this.key = key;
  }

  /** For a command. */
  static Wiring read(Common common, Path folder) {
    Path data = common.data(folder);
    SettingsReader reader = base(data, common.profile());
    reader.layer("--set", common.settings());
    String key = System.getenv().getOrDefault(KEY_VARIABLE, "");
    return new Wiring(data, reader.settings().patient(), reader.problems(), key);
  }

  /** For an editor's session. */
  static Wiring read(Path data, JsonObject options) {
    SettingsReader reader = base(data, null);
    JsonObject values = options.deepCopy();
    JsonElement given = values.remove(KEY_OPTION);
    reader.layer("editor", JsonSettings.flat(values));
    String key = given instanceof JsonPrimitive text ? text.getAsString() : "";
    return new Wiring(data, reader.settings(), reader.problems(), key);
  }

  private static SettingsReader base(Path data, @Nullable String profile) {
    Profile chosen =
        profile == null
            ? Profile.of(Runtime.getRuntime().availableProcessors())
            : Profile.named(profile);
    Map<String, String> file = EnvFile.read(data.resolve("config").resolve(".env"));
    return new SettingsReader()
        .layer("profile " + chosen.word(), chosen.settings())
        .layer(".env", file);
  }

  /** What was wrong with the settings; the rest is in force. */
  List<Problem> problems() {
    return problems;
  }

  Settings settings() {
    return settings;
  }

  Path data() {
    return data;
  }

  Workspace open(List<Path> folders) {
    return Workspaces.open(folders, data, settings.workspace(), this::embedder);
  }

  /** Loads the model; empty where the settings want none. */
  Optional<Embedder> embedder() {
    return Embedders.open(settings.embedding(), key, DataFolder.natives(System.getenv()));
  }
}
