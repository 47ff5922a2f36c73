package dev.roocode.app;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.roocode.config.Configuration;
import dev.roocode.config.SettingsReader.Sourced;
import dev.roocode.config.Version;
import dev.roocode.domain.Problem;
import dev.roocode.endpoint.RemoteWorkspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roocode config}: the settings in force, and the way back to former ones. */
@Command(
    name = "config",
    description = "Shows the settings in force and their versions; goes back to one of them.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which? See roocode config --help");
  }

  @Command(
      name = "show",
      description = "Shows each setting with its value and where that comes from.",
      mixinStandardHelpOptions = true)
  int show(@Mixin Common common) {
    Wiring wiring = wiring(common);
    JsonObject json = new JsonObject();
    wiring
        .reader()
        .shown()
        .forEach((name, sourced) -> {
          if (common.isJson()) {
            json.add(name, json(sourced));
          } else {
            line("%-32s %-28s %s".formatted(name, sourced.value(), sourced.source()));
          }
        });
    return done(common, json);
  }

  private static JsonObject json(Sourced sourced) {
    JsonObject json = new JsonObject();
    json.addProperty("value", String.valueOf(sourced.value()));
    json.addProperty("source", sourced.source());
    return json;
  }

  @Command(
      name = "history",
      description = "Lists the versions, newest first.",
      mixinStandardHelpOptions = true)
  int history(@Mixin Common common) {
    Configuration.History history = wiring(common).configuration().history();
    JsonArray versions = new JsonArray();
    for (Version version : history.versions().reversed()) {
      if (common.isJson()) {
        versions.add(json(version));
      } else {
        String changed = String.join(", ", version.changed());
        line(
            "%6d  %s  %-16s %s"
                .formatted(version.number(), version.time(), version.reason(), changed));
      }
    }
    history.problems().forEach(this::print);
    JsonObject json = new JsonObject();
    json.add("versions", versions);
    return done(common, json);
  }

  private static JsonObject json(Version version) {
    JsonObject json = new JsonObject();
    json.addProperty("version", version.number());
    json.addProperty("time", version.time().toString());
    json.addProperty("sha", version.sha());
    json.add("changed", list(version.changed(), name -> name));
    json.addProperty("reason", version.reason());
    return json;
  }

  private static <T> JsonArray list(List<T> values, Function<T, String> text) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(text.apply(value)));
    return array;
  }

  @Command(
      name = "diff",
      description = "Shows what differs between two versions; 0 stands for the defaults.",
      mixinStandardHelpOptions = true)
  int diff(
      @Mixin Common common,
      @Parameters(paramLabel = "A", description = "A version.") int from,
      @Parameters(paramLabel = "B", description = "Another one.") int to) {
    Configuration configuration = wiring(common).configuration();
    JsonArray differences = new JsonArray();
    for (Version.Difference difference :
        configuration.version(from).to(configuration.version(to))) {
      JsonObject json = new JsonObject();
      json.addProperty("name", difference.name());
      json.addProperty("before", difference.before());
      json.addProperty("after", difference.after());
      differences.add(json);
      if (!common.isJson()) {
        line("%s: %s -> %s".formatted(difference.name(), difference.before(), difference.after()));
      }
    }
    JsonObject json = new JsonObject();
    json.add("differences", differences);
    return done(common, json);
  }

  @Command(
      name = "rollback",
      description =
          "Puts the values of a version back, but for secrets; each counts until its setting is"
              + " changed again. A running server takes them over at once.",
      mixinStandardHelpOptions = true)
  int rollback(
      @Mixin Common common,
      @Parameters(paramLabel = "N", description = "The version.") int number) {
    int made = rolledBack(common, number);
    JsonObject json = new JsonObject();
    json.addProperty("version", made);
    if (!common.isJson()) {
      line("The values of version " + number + " are in force as version " + made + ".");
    }
    return done(common, json);
  }

  private static int rolledBack(Common common, int number) {
    Optional<RemoteWorkspace> server = RunningServer.find(common, common.folder(null));
    if (server.isEmpty()) {
      return wiring(common).configuration().rollback(number);
    }
    try (RemoteWorkspace running = server.get()) {
      return running.rollback(number);
    }
  }

  private static Wiring wiring(Common common) {
    return Wiring.read(common, common.folder(null));
  }

  private void print(Problem problem) {
    terminal.err().println(terminal.warning("note: " + Terminal.harmless(problem.message())));
  }

  private void line(String text) {
    terminal.out().println(Terminal.harmless(text.stripTrailing()));
  }

  private int done(Common common, JsonObject json) {
    if (common.isJson()) {
      terminal.out().println(json);
    }
    terminal.out().flush();
    return 0;
  }
}
