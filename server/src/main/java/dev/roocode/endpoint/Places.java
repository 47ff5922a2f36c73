package dev.roocode.endpoint;

import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the files of the newest answers lie, as the server said. Thread-safe. */
final class Places {
  private static final int MOST = 10_000;

  private final Map<FilePath, String> uris =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilePath, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(String path, String uri) {
    uris.put(FilePath.of(path), uri);
  }

  synchronized Path of(FilePath path) {
    String uri = uris.get(path);
    if (uri == null) {
      throw new Fault.NotFound(path.toString(), "is in no recent answer", "search for it again");
    }
    return FromWire.path(uri);
  }
}
