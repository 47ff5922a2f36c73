package dev.roocode.config;

import dev.roocode.answer.AnswerSettings;
import dev.roocode.backup.BackupSettings;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.crypt.CryptSettings;
import dev.roocode.embed.EmbedSettings;
import dev.roocode.index.IndexSettings;
import dev.roocode.metrics.MetricsSettings;
import dev.roocode.scan.ScanSettings;
import dev.roocode.search.SearchSettings;
import dev.roocode.service.ServiceSettings;
import dev.roocode.service.WorkspaceSettings;
import dev.roocode.store.local.LocalStoreSettings;
import dev.roocode.vector.VectorSettings;

/**
 * The settings of all rooms. Each room owns its record; the name of a setting is the component here
 * (or its group), a dot, and the component there.
 */
public record Settings(
    @Group("index") ScanSettings scan,
    ChunkSettings chunk,
    EmbedSettings embedding,
    @Group("index") VectorSettings vector,
    LocalStoreSettings store,
    IndexSettings index,
    SearchSettings search,
    AnswerSettings answer,
    BackupSettings backup,
    MetricsSettings metrics,
    ConfigSettings config,
    @Group("endpoint") ConnectionSettings connections,
    @Group("mcp") AgentSettings agents,
    @Group("") ProfileSettings profile,
    @Group("encryption") CryptSettings crypt,
    @Group("") LogSettings log,
    @Group("") ServiceSettings service) {
  private static final long PATIENT_MILLIS = 30_000;

  public static final Settings DEFAULTS =
      new Settings(
          ScanSettings.DEFAULTS,
          ChunkSettings.DEFAULTS,
          EmbedSettings.DEFAULTS,
          VectorSettings.DEFAULTS,
          LocalStoreSettings.DEFAULTS,
          IndexSettings.DEFAULTS,
          SearchSettings.DEFAULTS,
          AnswerSettings.DEFAULTS,
          BackupSettings.DEFAULTS,
          MetricsSettings.DEFAULTS,
          ConfigSettings.DEFAULTS,
          ConnectionSettings.DEFAULTS,
          AgentSettings.DEFAULTS,
          ProfileSettings.DEFAULTS,
          CryptSettings.DEFAULTS,
          LogSettings.DEFAULTS,
          ServiceSettings.DEFAULTS);

  /**
   * These settings for a command that answers one question: it rather waits for the model to load
   * than to answer without it, and is not measured.
   */
  public Settings patient() {
    return new Settings(
        scan,
        chunk,
        embedding,
        vector,
        store,
        index,
        search.withDeadline(PATIENT_MILLIS),
        answer,
        backup,
        MetricsSettings.OFF,
        config,
        connections,
        agents,
        profile,
        crypt,
        log,
        service.withModelWait(PATIENT_MILLIS));
  }

  /** Those that a workspace is opened with. */
  public WorkspaceSettings workspace() {
    return new WorkspaceSettings(
        scan, chunk, local(), index, search, answer, backup, metrics, service);
  }

  private LocalStoreSettings local() {
    return store.withVector(vector).withSealing(store.sealing().wanted(crypt.enabled()));
  }
}
