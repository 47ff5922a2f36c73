package dev.roocode.mcp;

import dev.roocode.base.AtomicFile;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code <data>/mcp-token}: what an agent shows over HTTP. Made once, so that the agent's settings
 * stay valid; only its owner may read it. Whoever deletes it gets a new one.
 */
public final class Token {
  /** Its name in the data folder. */
  public static final String NAME = "mcp-token";

  private static final int BYTES = 32;
  private static final int MOST_BYTES = 1 << 10;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /** The one of this folder, which it makes where there is none. */
  public static Token of(Path data) {
    try {
      Path file = data.resolve(NAME);
      Optional<Token> known = read(file);
      if (known.isPresent()) {
        return known.get();
      }
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      Files.createDirectories(data);
      AtomicFile.write(file, made + "\n"); // temporary files, and so this one, are their owner's
      return new Token(made);
    } catch (IOException e) {
      throw new Fault.Unavailable(
              data.resolve(NAME).toString(), "cannot be read or written", "check its permissions")
          .causedBy(e);
    }
  }

  private static Optional<Token> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
      return FORM.matcher(text).matches() ? Optional.of(new Token(text)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** As an agent's settings need it. */
  public String text() {
    return text;
  }

  /** Takes the same time for every guess. */
  boolean admits(String shown) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "token";
  }
}
