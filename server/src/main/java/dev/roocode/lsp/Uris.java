package dev.roocode.lsp;

import dev.roocode.domain.Fault;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Between {@code file:} URIs (RFC 8089) and paths. Written and escaped as VS Code does, so that its
 * URIs and ours are equal as texts; read as anybody writes them. Other schemes ({@code untitled:},
 * {@code git:}) name nothing on disk.
 */
final class Uris {
  private static final Pattern FILE = Pattern.compile("^file:", Pattern.CASE_INSENSITIVE);
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
  private static final Pattern DRIVE = Pattern.compile("^/[a-zA-Z]:.*", Pattern.DOTALL);
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final boolean WINDOWS = File.separatorChar == '\\';

  private Uris() {}

  /** The file on disk, or nothing for another scheme. */
  static Optional<Path> file(String uri) {
    return FILE.matcher(uri).find() ? Optional.of(path(uri)) : Optional.empty();
  }

  /** The file on disk that a request speaks of. */
  static Path require(String member, String uri) {
    return file(uri)
        .orElseThrow(() ->
            new Fault.Invalid(
                member,
                SCHEME.matcher(uri).find() ? "is no file on disk" : "is no URI",
                "use a URI that begins with file:///"));
  }

  static String of(Path path) {
    String text = path.toAbsolutePath().toString().replace(File.separatorChar, '/');
    return write(text.startsWith("/") ? text : "/" + text);
  }

  /** The URI of an absolute path, written with slashes. */
  static String write(String path) {
    boolean host = path.startsWith("//");
    StringBuilder uri = new StringBuilder(host ? "file:" : "file://");
    for (byte next : path.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(next) >= 0) {
        uri.append((char) next);
      } else {
        uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return uri.toString();
  }

  private static Path path(String uri) {
    String text = read(uri, WINDOWS);
    try {
      Path path = Path.of(text).normalize();
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException e) {
      // falls through: the same answer as for a relative path
    }
    throw new Fault.Invalid("uri", "names no absolute path", "use file:///…");
  }

  /** The path in the URI, as the kind of system spells it. */
  static String read(String uri, boolean windows) {
    String rest = uri.substring("file:".length());
    String host = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      host = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    String path = decode(rest);
    boolean local = host.isEmpty() || host.toLowerCase(Locale.ROOT).equals("localhost");
    if (!local && !windows) {
      throw new Fault.Invalid("uri", "names another machine", "use file:///…");
    }
    if (!windows) {
      return path;
    }
    String drive = DRIVE.matcher(path).matches() ? path.substring(1) : path;
    return (local ? drive : "//" + decode(host) + path).replace('/', '\\');
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int at = 0; at < raw.length; at++) {
      if (raw[at] != '%') {
        bytes.write(raw[at]);
      } else if (at + 2 < raw.length && hex(raw[at + 1]) >= 0 && hex(raw[at + 2]) >= 0) {
        bytes.write(hex(raw[at + 1]) << 4 | hex(raw[at + 2]));
        at += 2;
      } else {
        throw notEncoded();
      }
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
    } catch (CharacterCodingException e) {
      throw notEncoded();
    }
  }

  private static Fault notEncoded() {
    return new Fault.Invalid("uri", "is not percent-encoded UTF-8", "write % as %25");
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
