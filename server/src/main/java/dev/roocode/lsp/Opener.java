package dev.roocode.lsp;

import com.google.gson.JsonObject;
import dev.roocode.config.Configuration;
import dev.roocode.domain.Fault;
import dev.roocode.endpoint.EndpointSettings;
import dev.roocode.protocol.MetricsMeasured;
import dev.roocode.service.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens workspaces for a session. Called again with other settings after the former was closed. */
@FunctionalInterface
public interface Opener {
  /**
   * @param folders at least one, absolute
   * @param data where the index lives, as the editor wishes ({@code storageUri}); null leaves the
   *     choice to the server
   * @param settings as the editor gave them, not yet validated
   * @throws Fault when it cannot be opened; the editor is told
   */
  Workspace open(List<Path> folders, @Nullable Path data, JsonObject settings);

  /**
   * The data folder that {@link #open} uses for these, in which the session tells other programs of
   * the user how to ask it; empty where none may.
   */
  default Optional<Path> home(List<Path> folders, @Nullable Path data) {
    return Optional.empty();
  }

  /** How many other programs may ask the workspace at a time that {@link #open} would open. */
  default int maxConnections(List<Path> folders, @Nullable Path data, JsonObject settings) {
    return EndpointSettings.DEFAULTS.guests();
  }

  /** Whether agents may have the workspace's index brought up to date that {@link #open} opens. */
  default boolean allowsReindex(List<Path> folders, @Nullable Path data, JsonObject settings) {
    return false;
  }

  /**
   * Another text once a file has been changed from which {@link #open} takes settings: the session
   * then opens the workspace anew.
   */
  default String imprint(List<Path> folders, @Nullable Path data) {
    return "";
  }

  /** Notes for programs that look for these folders where their index lies. */
  default void announce(List<Path> folders, Path home) {}

  /** What was announced last cannot be asked any more. */
  default void withdraw() {}

  /**
   * The log of the server that {@link #open} opens the workspace in.
   *
   * @return gives at each call the lines since the call before, at first the end of the log
   */
  default Supplier<List<MetricsMeasured.LogLine>> log(List<Path> folders, @Nullable Path data) {
    return List::of;
  }

  /**
   * The configuration of the workspace that {@link #open} would open.
   *
   * @throws Fault.NotReady where there is none
   */
  default Configuration configuration(
      List<Path> folders, @Nullable Path data, JsonObject settings) {
    throw new Fault.NotReady("configuration", "has no versions here", "open a folder");
  }
}
