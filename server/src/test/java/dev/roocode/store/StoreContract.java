package dev.roocode.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.domain.SymbolKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link ChunkStore} promises; each implementation runs it. */
public abstract class StoreContract extends VectorContract {
  @Test
  void symbolsAreFoundByAPartOfTheirName() {
    store.commit(
        List.of(
            Samples.symbols(
                FilePath.of("a.java"),
                "getFile",
                "FileReader",
                "file",
                "Filer",
                "unrelated",
                "PROFILE_100%",
                "profile_x")));
    assertEquals(
        List.of("file", "Filer", "FileReader", "getFile", "profile_x", "PROFILE_100%"),
        names(store.symbols("FILE", 10)));
    assertEquals(List.of("file", "Filer"), names(store.symbols("file", 2)));
    assertEquals(List.of("PROFILE_100%"), names(store.symbols("0%", 10)));
    assertEquals(List.of("profile_x", "PROFILE_100%"), names(store.symbols("e_", 10)));
    assertEquals(List.of("PROFILE_100%"), names(store.symbols("100%", 10)));
    assertEquals(List.of(), store.symbols("file\"", 10));
    assertEquals(List.of(), store.symbols("", 10));
  }

  @Test
  void symbolsInOtherScriptsAreFoundWhateverTheirCase() {
    store.commit(
        List.of(Samples.symbols(FilePath.of("a.java"), "größeÄndern", "Übersicht", "検索する", "o")));
    assertEquals(List.of("größeÄndern"), names(store.symbols("eänd", 10)));
    assertEquals(List.of("Übersicht"), names(store.symbols("ÜB", 10)));
    assertEquals(List.of("検索する"), names(store.symbols("検索", 10)));
    assertEquals(List.of("検索する"), names(store.symbols("索する", 10)));
  }

  @Test
  void symbolsKeepTheirContainers() {
    FilePath path = FilePath.of("a.java");
    LineRange lines = new LineRange(1, 9);
    List<Symbol> symbols =
        List.of(
            new Symbol("Outer", "", SymbolKind.CLASS, lines, 1),
            new Symbol("field", "Outer", SymbolKind.FIELD, lines, 2),
            new Symbol("Inner", "Outer", SymbolKind.CLASS, lines, 3),
            new Symbol("run", "Outer.Inner", SymbolKind.METHOD, lines, 4),
            new Symbol("lost", "Nowhere.Else", SymbolKind.METHOD, lines, 5),
            new Symbol("Outer", "", SymbolKind.CLASS, lines, 6),
            new Symbol("run", "Outer.Inner", SymbolKind.METHOD, lines, 7));
    store.commit(List.of(Samples.file(FilePath.of("before"), "x"), Samples.symbols(path, symbols)));
    assertEquals(symbols, store.outline(path));
    assertEquals(
        List.of("Outer.Inner.run", "Outer.Inner.run"),
        texts(store.symbols("run", 9), hit -> hit.symbol().qualified()));
    store = reopen(store);
    assertEquals(symbols, store.outline(path));
  }

  @Test
  void symbolsCarryTheirPlace() {
    FilePath path = FilePath.of("a.java");
    store.commit(List.of(Samples.symbols(path, "here")));
    SymbolHit hit = store.symbols("here", 1).getFirst();
    assertEquals(path, hit.path());
    assertEquals(store.outline(path).getFirst(), hit.symbol());
    assertEquals(SymbolKind.METHOD, hit.symbol().kind());
  }

  @Test
  void everythingIsThereAfterReopening() {
    store.useModel("m", Samples.DIMENSIONS);
    store.commit(List.of(Samples.file(FilePath.of("a.java"), "alpha beta", "gamma")));
    attachAll();
    store.commit(List.of(Samples.file(FilePath.of("b.java"), "beta delta")));
    Seen before = Seen.of(store, "alpha", "beta gamma", "delta");
    store = reopen(store);
    assertEquals(before, Seen.of(store, "alpha", "beta gamma", "delta"));
    assertTrue(store.sizeBytes() > 0);
  }

  /** Any order of changes gives what a plain model of the store says. */
  @Test
  void randomChangesAgreeWithAModel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<FilePath, FileUpdate.Replace> model = new HashMap<>();
    store.useModel("m", Samples.DIMENSIONS);
    for (int step = 0; step < 60; step++) {
      store.commit(randomUpdates(random, model));
      if (random.nextInt(3) == 0) {
        attachSome(random.nextInt(8));
      }
      if (random.nextInt(10) == 0) {
        store = reopen(store);
      }
      check("seed " + seed + " step " + step, model);
    }
  }

  private static List<FileUpdate> randomUpdates(
      Random random, Map<FilePath, FileUpdate.Replace> model) {
    List<FileUpdate> updates = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      FilePath path = FilePath.of("f" + random.nextInt(8));
      if (random.nextInt(4) == 0) {
        updates.add(new FileUpdate.Remove(path));
        model.remove(path);
      } else {
        String[] texts = new String[random.nextInt(5)];
        Arrays.setAll(texts, n -> word(random.nextInt(20)) + " filler");
        FileUpdate.Replace file = Samples.file(path, texts);
        updates.add(file);
        model.put(path, file);
      }
    }
    return updates;
  }

  private void check(String where, Map<FilePath, FileUpdate.Replace> model) {
    Map<FilePath, FileStamp> stamps =
        model.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stamp()));
    assertEquals(stamps, store.stamps(), where);
    List<Chunk> all = new ArrayList<>();
    model.forEach((path, file) -> {
      all.addAll(file.content().chunks());
      assertEquals(file.content().chunks(), texts(store.chunksOf(path), StoredChunk::chunk), where);
    });
    Set<ContentHash> contents = all.stream().map(Chunk::hash).collect(Collectors.toSet());
    Set<ContentHash> waiting =
        store.pending(1000, NOW).stream().map(PendingText::hash).collect(Collectors.toSet());
    assertTrue(contents.containsAll(waiting), where);
    long vectors = all.stream().filter(chunk -> !waiting.contains(chunk.hash())).count();
    Counts expected = new Counts(model.size(), all.size(), (int) vectors, waiting.size());
    assertEquals(expected, store.counts(), where);
    int near = store.nearest(Samples.vector("x"), FileFilter.ALL, 1000).best().length;
    assertEquals(vectors, near, where);
    for (int word = 0; word < 20; word++) {
      String term = word(word);
      long holders = all.stream().filter(c -> c.text().startsWith(term + " ")).count();
      assertEquals(holders, best(term).length, where + " " + term);
    }
  }
}
