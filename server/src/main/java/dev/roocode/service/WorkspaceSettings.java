package dev.roocode.service;

import dev.roocode.answer.AnswerSettings;
import dev.roocode.backup.BackupSettings;
import dev.roocode.chunk.ChunkSettings;
import dev.roocode.index.IndexSettings;
import dev.roocode.metrics.MetricsSettings;
import dev.roocode.scan.ScanSettings;
import dev.roocode.search.SearchSettings;
import dev.roocode.store.local.LocalStoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The settings of every room that a workspace is made of. */
public record WorkspaceSettings(
    ScanSettings scan,
    ChunkSettings chunk,
    LocalStoreSettings store,
    IndexSettings index,
    SearchSettings search,
    AnswerSettings answer,
    BackupSettings backup,
    MetricsSettings metrics,
    ServiceSettings service) {
  public static final WorkspaceSettings DEFAULTS =
      new WorkspaceSettings(
          ScanSettings.DEFAULTS,
          ChunkSettings.DEFAULTS,
          LocalStoreSettings.DEFAULTS,
          IndexSettings.DEFAULTS,
          SearchSettings.DEFAULTS,
          AnswerSettings.DEFAULTS,
          BackupSettings.DEFAULTS,
          MetricsSettings.DEFAULTS,
          ServiceSettings.DEFAULTS);

  /** The scan's settings, by which the index never indexes itself. */
  ScanSettings scanWithout(Path data, RootFolders folders) {
    List<String> exclude = new ArrayList<>(scan.exclude());
    folders
        .name(data)
        .ifPresent(
            inside -> exclude.add("/" + inside.relative().replaceAll("([*?\\[{\\\\])", "\\\\$1")));
    return new ScanSettings(
        scan.maxFileBytes(), scan.maxFiles(), scan.include(), exclude, scan.useGitignore());
  }
}
