package dev.roocode.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code roocode}; its work is in the subcommands. */
@Command(
    name = "roocode",
    description = "Retrieval over your own code: local, instant, safe.",
    mixinStandardHelpOptions = true,
    versionProvider = Roocode.Version.class,
    subcommands = {
      IndexCommand.class,
      SearchCommand.class,
      AskCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      OutlineCommand.class,
      BackupCommand.class,
      BackupsCommand.class,
      RestoreCommand.class,
      VerifyCommand.class,
      ConfigCommand.class,
      KeyCommand.class,
      MetricsCommand.class,
      DoctorCommand.class,
      LspCommand.class,
      McpCommand.class,
      BenchCommand.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a fault", "2:wrong usage", "3:damaged data was found"})
final class Roocode implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See roocode --help");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Roocode.class.getPackage().getImplementationVersion();
      return new String[] {"roocode " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
