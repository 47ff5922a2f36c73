package dev.roocode.lsp;

import dev.roocode.config.Configuration;
import dev.roocode.config.Version;
import dev.roocode.protocol.ConfigDiff;
import dev.roocode.protocol.ConfigHistory;
import dev.roocode.protocol.ConfigRollback;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Router;
import java.util.List;

/** The requests about versions of the configuration. */
final class ConfigRequests {
  private final OpenWorkspace workspace;
  private final Runnable rolledBack;

  /**
   * @param rolledBack opens the workspace anew
   */
  ConfigRequests(OpenWorkspace workspace, Runnable rolledBack) {
    this.workspace = workspace;
    this.rolledBack = rolledBack;
  }

  void register(Router router) {
    router.onRequest("config/history", ConfigHistory.Params.class, (params, call) -> history(call));
    router.onRequest("config/diff", ConfigDiff.Params.class, this::diff);
    router.onRequest("config/rollback", ConfigRollback.Params.class, this::rollback);
  }

  private ConfigHistory.Result history(Call call) {
    call.check();
    return history(workspace.configuration().history());
  }

  private ConfigDiff.Result diff(ConfigDiff.Params params, Call call) {
    call.check();
    Configuration configuration = workspace.configuration();
    Version before = configuration.version(params.from());
    List<ConfigDiff.Difference> differences =
        before.to(configuration.version(params.to())).stream()
            .map(one -> new ConfigDiff.Difference(one.name(), one.before(), one.after()))
            .toList();
    return new ConfigDiff.Result(differences);
  }

  private ConfigRollback.Result rollback(ConfigRollback.Params params, Call call) {
    call.check();
    int made = workspace.configuration().rollback(params.version());
    rolledBack.run();
    return new ConfigRollback.Result(made);
  }

  private static ConfigHistory.Result history(Configuration.History history) {
    List<ConfigHistory.Version> versions =
        history.versions().reversed().stream().map(ConfigRequests::version).toList();
    return new ConfigHistory.Result(versions);
  }

  private static ConfigHistory.Version version(Version version) {
    return new ConfigHistory.Version(
        version.number(),
        version.time().toString(),
        version.sha(),
        version.changed(),
        version.reason());
  }
}
