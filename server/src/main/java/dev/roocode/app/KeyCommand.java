package dev.roocode.app;

import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code roocode key}: the keys that seal backups and the index. */
@Command(
    name = "key",
    description = "Shows, renews and recovers the keys that seal backups and the index.",
    mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {
  private final Terminal terminal;
  private final Map<String, String> environment = System.getenv();

  @Spec private CommandSpec spec;

  KeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which? See roocode key --help");
  }

  @Command(
      name = "show",
      description = "Shows the names of the keys, the active one first.",
      mixinStandardHelpOptions = true)
  int show() {
    Keys.file(environment).keyIds().forEach(this::line);
    return done();
  }

  @Command(
      name = "code",
      description = "Shows the recovery code of the active key. It is shown once: write it down.",
      mixinStandardHelpOptions = true)
  int code() {
    Keyring ring = Keys.file(environment);
    Optional<String> code = ring.recoveryCode();
    if (code.isEmpty()) {
      throw new Fault.Denied(
          "recovery code of key " + ring.keyId(), "was shown before", "roocode key rotate");
    }
    line(code.get());
    return done();
  }

  @Command(
      name = "rotate",
      description =
          "Makes a new active key and shows its recovery code. Older keys stay for older backups;"
              + " a sealed index is sealed anew at its next start.",
      mixinStandardHelpOptions = true)
  int rotate() {
    Keyring ring = Keys.file(environment).rotate();
    line(ring.keyId());
    ring.recoveryCode().ifPresent(this::line);
    return done();
  }

  @Command(
      name = "recover",
      description = "Puts a key back; reads its recovery code from standard input.",
      mixinStandardHelpOptions = true)
  int recover() throws IOException {
    Keyring ring = Keyring.recover(DataFolder.keys(environment), typed());
    ring.keyIds().forEach(this::line);
    return done();
  }

  @Command(
      name = "encode",
      description =
          "For a program that keeps keys itself: reads a key of 32 bytes in base 64 from standard"
              + " input and writes its recovery code.",
      mixinStandardHelpOptions = true)
  int encode() throws IOException {
    Keyring.of(List.of(typed())).recoveryCode().ifPresent(this::line);
    return done();
  }

  @Command(
      name = "decode",
      description =
          "The way back: reads a recovery code from standard input and writes the key in base 64.",
      mixinStandardHelpOptions = true)
  int decode() throws IOException {
    line(Keyring.recover(typed()));
    return done();
  }

  private String typed() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    String line = in.readLine();
    return line == null ? "" : line;
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private int done() {
    terminal.out().flush();
    return 0;
  }
}
