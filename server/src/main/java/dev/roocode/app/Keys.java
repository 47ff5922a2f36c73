package dev.roocode.app;

import dev.roocode.crypt.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the keys come from: what an editor hands over in {@code initialize}, else the file that the
 * environment names, else the user's own key file. Keys of the later places still open what was
 * sealed with them before.
 */
final class Keys {
  /** The path of a key file. */
  static final String FILE_VARIABLE = "ROOCODE_KEY_FILE";

  private Keys() {}

  /**
   * @param material of the editor, each 32 bytes in base 64; empty where it hands none over
   */
  static Keyring of(List<String> material, Map<String, String> environment) {
    Path own = DataFolder.keys(environment);
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    if (!material.isEmpty()) {
      return withOlder(Keyring.of(material), own);
    }
    return named.isEmpty() ? Keyring.open(own) : withOlder(Keyring.openFile(Path.of(named)), own);
  }

  /** The ring that commands about keys work on: one file. */
  static Keyring file(Map<String, String> environment) {
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    return named.isEmpty()
        ? Keyring.open(DataFolder.keys(environment))
        : Keyring.openFile(Path.of(named));
  }

  private static Keyring withOlder(Keyring ring, Path own) {
    return Files.exists(own.resolve(Keyring.FILE)) ? ring.with(Keyring.open(own)) : ring;
  }
}
