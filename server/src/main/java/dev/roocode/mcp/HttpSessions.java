package dev.roocode.mcp;

import dev.roocode.domain.Limits;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agents that talk over HTTP, by the name that each was given. At most {@code
 * Limits.AGENT_SESSIONS}: the one unused for longest makes room; its agent is told that it is gone,
 * and begins again. Thread-safe.
 */
final class HttpSessions {
  private static final int NAME_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Conversation> byName = new LinkedHashMap<>(16, 0.75f, true);

  /** Takes one in and gives it a name. */
  String add(Conversation conversation) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    Conversation gone = null;
    synchronized (this) {
      if (byName.size() >= Limits.AGENT_SESSIONS) {
        gone = byName.remove(byName.keySet().iterator().next());
      }
      byName.put(name, conversation);
    }
    if (gone != null) {
      gone.end();
    }
    return name;
  }

  synchronized @Nullable Conversation find(String name) {
    return byName.get(name);
  }

  /** Whether there was one. */
  boolean end(String name) {
    Conversation gone;
    synchronized (this) {
      gone = byName.remove(name);
    }
    if (gone != null) {
      gone.end();
    }
    return gone != null;
  }

  void endAll() {
    List<Conversation> all;
    synchronized (this) {
      all = new ArrayList<>(byName.values());
      byName.clear();
    }
    all.forEach(Conversation::end);
  }
}
