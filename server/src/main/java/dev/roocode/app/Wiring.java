package dev.roocode.app;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.base.Ticker;
import dev.roocode.config.Configuration;
import dev.roocode.config.JsonSettings;
import dev.roocode.config.Profile;
import dev.roocode.config.Settings;
import dev.roocode.config.SettingsReader;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.embed.Embedder;
import dev.roocode.embed.Embedders;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.generate.Generator;
import dev.roocode.generate.Generators;
import dev.roocode.metrics.Machine;
import dev.roocode.service.Authorship;
import dev.roocode.service.Footing;
import dev.roocode.service.Models;
import dev.roocode.service.ServedWorkspace;
import dev.roocode.service.Workspace;
import dev.roocode.service.Workspaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rooms together. Settings come from the {@link Configuration} of the data folder, then
 * from what a command says for this run.
 */
final class Wiring {
  /** Key material comes from the environment or the editor, never from a settings file. */
  private static final String KEY_VARIABLE = "ROOCODE_EMBEDDING_KEY";

  private static final String KEY_OPTION = "embeddingKey";
  private static final String GENERATOR_KEY_VARIABLE = "ROOCODE_GENERATOR_KEY";
  private static final String GENERATOR_KEY_OPTION = "generatorKey";

  /** Keys that seal the data, each 32 bytes in base 64, the active one first. */
  private static final String SEALING_KEYS_OPTION = "sealingKeys";

  private final Path data;
  private final Configuration configuration;
  private final SettingsReader reader;
  private final Secrets secrets;
  private final boolean patient;

  /** What never becomes a setting. */
  private record Secrets(String embeddingKey, String generatorKey, List<String> sealingKeys) {
    @Override
    public String toString() {
      return "secrets";
    }
  }

  private Wiring(
      Path data,
      Configuration configuration,
      SettingsReader reader,
      Secrets secrets,
      boolean patient) {
    this.data = data;
    this.configuration = configuration;
    this.reader = reader;
    this.secrets = secrets;
    this.patient = patient;
  }

  /** For a command. */
  static Wiring read(Common common, Path folder) {
    return read(common, folder, List.of());
  }

  /**
   * The same, with the keys of an editor.
   *
   * @param sealingKeys each 32 bytes in base 64, the active one first; empty for the user's own
   */
  static Wiring read(Common common, Path folder, List<String> sealingKeys) {
    Path data = common.data(folder);
    Configuration configuration = configuration(data, null);
    String profile = common.profile();
    SettingsReader reader =
        profile == null ? configuration.reader() : configuration.reader(Profile.named(profile));
    reader.layer("--set", common.settings());
    Map<String, String> environment = System.getenv();
    Secrets secrets =
        new Secrets(
            environment.getOrDefault(KEY_VARIABLE, ""),
            environment.getOrDefault(GENERATOR_KEY_VARIABLE, ""),
            sealingKeys);
    return new Wiring(data, configuration, reader, secrets, true);
  }

  /** For an editor's session. */
  static Wiring read(Path data, JsonObject options) {
    JsonObject settings = options.deepCopy();
    Secrets secrets =
        new Secrets(
            key(settings.remove(KEY_OPTION)),
            key(settings.remove(GENERATOR_KEY_OPTION)),
            material(settings.remove(SEALING_KEYS_OPTION)));
    Configuration configuration = configuration(data, settings);
    return new Wiring(data, configuration, configuration.reader(), secrets, false);
  }

  private static String key(@Nullable JsonElement key) {
    return key instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  private static List<String> material(@Nullable JsonElement keys) {
    if (keys == null || keys.isJsonNull()) {
      return List.of();
    }
    try {
      return keys.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    } catch (IllegalStateException | UnsupportedOperationException e) {
      throw new Fault.Invalid(SEALING_KEYS_OPTION, "are no list of texts", "hand over a list")
          .causedBy(e);
    }
  }

  /**
   * @param options of an editor, without keys; null for a command
   */
  static Configuration configuration(Path data, @Nullable JsonObject options) {
    Profile machine = Profile.of(Runtime.getRuntime().availableProcessors(), Machine.memoryBytes());
    Map<String, Object> editor = null;
    if (options != null) {
      JsonObject settings = options.deepCopy();
      settings.remove(KEY_OPTION);
      settings.remove(GENERATOR_KEY_OPTION);
      settings.remove(SEALING_KEYS_OPTION);
      editor = JsonSettings.flat(settings);
    }
    return new Configuration(data, machine, editor, Ticker.SYSTEM);
  }

  /** What was wrong with the settings; the rest is in force. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(reader.problems());
    problems.addAll(configuration.problems());
    return problems;
  }

  /** All settings with their sources, this run's included. */
  SettingsReader reader() {
    return reader;
  }

  Configuration configuration() {
    return configuration;
  }

  Settings settings() {
    return patient ? reader.settings().patient() : reader.settings();
  }

  /** The environment's level counts unless a setting says another. */
  void logTo(ServerLog log) {
    Settings settings = settings();
    log.keep(data.resolve("logs"), settings.crypt().enabled());
    boolean said =
        Stream.of("logLevel", "debug")
            .anyMatch(name -> !Objects.requireNonNull(reader.effective().get(name)).isDefault());
    log.level(said ? settings.log().level() : Quiet.level());
  }

  Path data() {
    return data;
  }

  Workspace open(List<Path> folders) {
    Footing footing = new Footing(data, this::keys, configuration.record(), this::writer);
    Authorship authorship = new Authorship(this::generator, settings().generator().allowRemote());
    Models models = new Models(this::embedder, authorship);
    return Workspaces.open(folders, footing, settings().workspace(), models);
  }

  /** The server that writes the index, where another process does. */
  private Optional<ServedWorkspace> writer() {
    return RemoteWorkspace.at(data).map(ServedWorkspace.class::cast);
  }

  private Keyring keys() {
    return Keys.of(secrets.sealingKeys, System.getenv());
  }

  /** The model that writes; empty where the settings want none. Sends nothing yet. */
  Optional<Generator> generator() {
    return Generators.open(settings().generator(), secrets.generatorKey);
  }

  /** Loads the model; empty where the settings want none. */
  Optional<Embedder> embedder() {
    return Embedders.open(
        settings().embedding(), secrets.embeddingKey, DataFolder.natives(System.getenv()));
  }
}
