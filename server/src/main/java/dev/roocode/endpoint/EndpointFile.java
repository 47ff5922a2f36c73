package dev.roocode.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.roocode.base.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code <data>/endpoint.json}: how the server is asked that writes this index. Only its owner may
 * read it. One that a killed server left behind is told by its process, or by nobody answering.
 *
 * @param pid the server's process
 * @param port on loopback
 * @param token to be shown first: 32 random bytes in base 64 for URLs, without padding
 * @param version of the server's program
 */
public record EndpointFile(long pid, int port, String token, String version) {
  /** Its name in the data folder. */
  public static final String NAME = "endpoint.json";

  private static final int MOST_BYTES = 4 << 10;
  private static final int TOKEN_BYTES = 32;

  /** Of this process, with a new token. */
  static EndpointFile of(int port, String version) {
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    return new EndpointFile(ProcessHandle.current().pid(), port, text, version);
  }

  /** Empty where there is none that can be understood, or its process is gone. */
  static Optional<EndpointFile> read(Path data) {
    try (InputStream in = Files.newInputStream(data.resolve(NAME))) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return parse(text).filter(EndpointFile::isAlive);
    } catch (IOException | JsonParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<EndpointFile> parse(String text) {
    if (JsonParser.parseString(text) instanceof JsonObject json
        && json.get("pid") instanceof JsonPrimitive pid
        && json.get("port") instanceof JsonPrimitive port
        && json.get("token") instanceof JsonPrimitive token
        && json.get("version") instanceof JsonPrimitive version) {
      int number = port.getAsInt();
      return number < 1 || number > 0xFFFF
          ? Optional.empty()
          : Optional.of(
              new EndpointFile(
                  pid.getAsLong(), number, token.getAsString(), version.getAsString()));
    }
    return Optional.empty();
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** In place of any that is there. Temporary files, and so this one, are their owner's alone. */
  void write(Path data) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("pid", pid);
    json.addProperty("port", port);
    json.addProperty("token", token);
    json.addProperty("version", version);
    AtomicFile.write(data.resolve(NAME), json + "\n");
  }

  /** Takes it away, unless another server has put its own in the place. */
  void remove(Path data) throws IOException {
    if (read(data).filter(this::equals).isPresent()) {
      Files.deleteIfExists(data.resolve(NAME));
    }
  }

  /** Takes the same time for every guess. */
  boolean admits(String shown) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "endpoint of process " + pid + " on port " + port;
  }
}
