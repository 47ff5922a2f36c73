package dev.roocode.store.local;

import dev.roocode.Victims;
import dev.roocode.base.Ticker;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.store.FileUpdate;
import dev.roocode.store.PendingText;
import dev.roocode.store.Samples;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that indexes until it is killed. Says on its output what it has committed: {@code +
 * file text} and {@code - file}, a line with a number when a commit has returned.
 */
final class KilledWriter {
  private KilledWriter() {}

  /**
   * @param args data folder
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Random random = Victims.begin();
    LocalStore store =
        LocalStore.open(Path.of(args[0]), LocalStoreSettings.DEFAULTS, Ticker.SYSTEM);
    store.useModel("m", Samples.DIMENSIONS);
    for (int commit = 1; commit < 100_000; commit++) {
      List<FileUpdate> updates = new ArrayList<>();
      StringBuilder said = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        FilePath path = FilePath.of("file" + random.nextInt(300));
        String text = "text " + random.nextInt(100_000);
        boolean remove = random.nextInt(5) == 0;
        updates.add(remove ? new FileUpdate.Remove(path) : file(path, text));
        said.append(remove ? "-" : "+").append('\t').append(path.relative());
        said.append('\t').append(text).append('\n');
      }
      out.print(said);
      out.flush();
      store.commit(updates);
      out.println("=" + commit);
      out.flush();
      attach(store, random.nextInt(20));
    }
  }

  static FileUpdate.Replace file(FilePath path, String text) {
    return Samples.file(path, text, "shared by many " + text.length(), text + " second");
  }

  private static void attach(LocalStore store, int most) {
    Map<ContentHash, float[]> vectors = new HashMap<>();
    for (PendingText text : store.pending(most, Ticker.SYSTEM.now())) {
      vectors.put(text.hash(), Samples.vector(text.hash().toString()));
    }
    store.attach(vectors);
  }
}
