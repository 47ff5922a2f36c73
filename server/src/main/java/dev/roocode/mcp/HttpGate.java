package dev.roocode.mcp;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in: a program that means this machine (a name that was bound to loopback later is not
 * believed), that no foreign web page has sent, and that shows the token.
 */
final class HttpGate {
  /** A refusal. */
  record Refusal(int status, String problem) {}

  private static final Pattern LOOPBACK_ORIGIN =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

  private static final String SCHEME = "bearer ";

  private final Token token;
  private final Set<String> hosts;

  HttpGate(Token token, int port) {
    this.token = token;
    this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  /** Null for who is let in. */
  @Nullable Refusal refusal(Headers headers) {
    List<String> named = headers.getOrDefault("Host", List.of());
    if (named.size() != 1 || !hosts.contains(named.getFirst().toLowerCase(Locale.ROOT))) {
      return new Refusal(403, "The Host header does not name this server.");
    }
    List<String> origins = headers.getOrDefault("Origin", List.of());
    if (!origins.stream().allMatch(HttpGate::isOurs)) {
      return new Refusal(403, "The Origin is foreign.");
    }
    List<String> shown = headers.getOrDefault("Authorization", List.of());
    if (shown.size() != 1 || !admits(shown.getFirst())) {
      return new Refusal(401, "Show the token of the file mcp-token as Authorization: Bearer.");
    }
    return null;
  }

  private static boolean isOurs(String origin) {
    return LOOPBACK_ORIGIN.matcher(origin.toLowerCase(Locale.ROOT)).matches();
  }

  private boolean admits(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && token.admits(authorization.substring(SCHEME.length()).strip());
  }
}
