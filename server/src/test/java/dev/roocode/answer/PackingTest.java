package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static final long SEED = Long.getLong("seed", 20_261_129L);
  private static final String MARK = "SOURCE-0123456789abcdef";

  private static Packing packing() {
    return new Packing(
        new Tokens(() -> {
          throw new IllegalStateException("by the bound");
        }),
        MARK);
  }

  private static Packed pack(Shelf shelf, int budget, List<Hit> hits) {
    return packing().pack("how", hits, shelf, budget);
  }

  private static String method(String name, int lines) {
    StringBuilder text = new StringBuilder("  int " + name + "(int x) {\n");
    for (int i = 0; i < lines; i++) {
      text.append("    x += ").append(name).append(i).append("(x);\n");
    }
    return text + "    return x;\n  }\n";
  }

  @Test
  void aPartBecomesTheWholeDefinitionWhereItFits() {
    Shelf shelf =
        Shelf.of(Map.of("A.java", "class A {\n" + method("run", 40) + method("go", 30) + "}\n"));
    Hit part = shelf.hit("A.java:30");
    assertTrue(part.lines().count() < 30);
    Excerpt whole = pack(shelf, 4_000, List.of(part)).excerpts().getFirst();
    assertEquals(2, whole.lines().first());
    assertEquals(44, whole.lines().last());
    assertEquals("A.run", whole.symbol());
    Excerpt small = pack(shelf, 1_200, List.of(part)).excerpts().getFirst();
    assertTrue(part.lines().contains(small.lines()), "no room for more");
  }

  @Test
  void aFileTakesAtMostItsShare() {
    StringBuilder text = new StringBuilder("class A {\n");
    for (int i = 0; i < 20; i++) {
      text.append(method("m" + (char) ('a' + i), 12)).append('\n');
    }
    Shelf shelf = Shelf.of(Map.of("A.java", text + "}\n", "B.java", "class B {\n  int b;\n}\n"));
    List<Hit> hits = new ArrayList<>();
    shelf.chunks(FilePath.of("A.java")).stream()
        .limit(20)
        .forEach(chunk -> hits.add(shelf.hit("A.java:" + chunk.lines().first())));
    hits.add(shelf.hit("B.java:1"));
    Packed packed = pack(shelf, 3_000, hits);
    int ofA =
        packed.excerpts().stream()
            .filter(e -> e.path().relative().equals("A.java"))
            .mapToInt(e -> Tokens.bound(e.text()))
            .sum();
    assertTrue(ofA > 400 && ofA <= 0.4 * 3_000, ofA + " tokens");
    assertTrue(packed.files().contains(FilePath.of("B.java")));
  }

  @Test
  void whatIsThereAlreadyIsNotPackedAgain() {
    String text = "class Same {\n  int same() {\n    return 1;\n  }\n}\n";
    Shelf shelf = Shelf.of(Map.of("A.java", text, "B.java", text));
    List<Hit> hits = List.of(shelf.hit("A.java:2"), shelf.hit("B.java:2"), shelf.hit("A.java:2"));
    assertEquals(1, pack(shelf, 2_000, hits).excerpts().size());
  }

  @Test
  void cutsEndWhereSomethingEndsAndSaySo() {
    Shelf shelf = Shelf.of(Map.of("A.java", "class A {\n" + method("run", 22) + "}\n"));
    Hit hit = shelf.hit("A.java:3");
    for (int budget = Packing.BUDGET_MIN; budget > 200; budget -= 10) {
      Packed packed;
      try {
        packed = pack(shelf, budget, List.of(hit));
      } catch (Fault.TooLarge nothingFits) {
        assertEquals("prompt", nothingFits.resource());
        return;
      }
      Excerpt cut = packed.excerpts().getFirst();
      assertTrue(packed.tokens() <= budget);
      String last = cut.text().substring(cut.text().lastIndexOf('\n') + 1);
      assertTrue(last.endsWith(";") || last.endsWith("{") || last.endsWith("}"), last);
      assertEquals(cut.lines().count(), cut.text().lines().count());
      if (cut.omitted() > 0) {
        String prompt = packed.prompt().messages().getLast().content();
        assertTrue(prompt.contains("… " + cut.omitted() + " more lines are left out"), prompt);
      }
    }
    throw new AssertionError("some budget is too small");
  }

  @Test
  void aLineThatCannotBeCutIsLeftOut() {
    Shelf shelf = Shelf.of(Map.of("a.js", "const data = [" + "123, ".repeat(350) + "];\n"));
    List<Hit> hits = List.of(shelf.hit("a.js:1"));
    assertThrows(Fault.TooLarge.class, () -> pack(shelf, 1_000, hits));
  }

  @Test
  void aVeryLongQuestionIsCut() {
    Shelf shelf = Shelf.of(Map.of("A.java", "class A {\n  int a;\n}\n"));
    String question = "why 日本 😀 ".repeat(12_000);
    Packed packed = packing().pack(question, List.of(shelf.hit("A.java:1")), shelf, 2_000);
    String user = packed.prompt().messages().getLast().content();
    assertTrue(user.endsWith("the rest of the question is left out"));
    assertTrue(packed.tokens() <= 2_000);
    assertEquals(1, packed.excerpts().size());
  }

  @Test
  void anIndexThatHasMovedOnIsNotMixedWithWhatWasFound() {
    Shelf before = Shelf.of(Map.of("A.java", "class A {\n" + method("run", 40) + "}\n"));
    Shelf now = Shelf.of(Map.of("A.java", "class A {\n  int other;\n}\n"));
    Hit part = before.hit("A.java:30");
    Excerpt packed = pack(now, 4_000, List.of(part)).excerpts().getFirst();
    assertEquals(part.snippet(), packed.text());
    assertEquals(part.lines(), packed.lines());
  }

  @Test
  void noSourceCanPoseAsAnother() {
    for (String attack : Injections.all()) {
      String text = "line\n" + attack.replace("SOURCE-0123456789abcdef", MARK) + "\nend";
      Shelf shelf = Shelf.of(Map.of("a.txt", text));
      List<Hit> hits = List.of(shelf.hit("a.txt:1"));
      String user =
          packing().pack(text, hits, shelf, 4_000).prompt().messages().getLast().content();
      assertEquals(3, user.split(MARK, -1).length - 1, "told, one source, its end: " + attack);
      assertEquals("", hiddenIn(user), attack);
    }
  }

  private static String hiddenIn(String text) {
    String left = Injections.leftIn("```\n" + text.replace("```", "'''") + "\n```");
    return left.startsWith("hidden") ? left : "";
  }

  @Test
  void eachSessionHasAMarkOfItsOwn() {
    Shelf shelf = Shelf.of(Map.of("A.java", "class A {\n  int a;\n}\n"));
    List<Hit> hits = List.of(shelf.hit("A.java:1"));
    Tokens tokens =
        new Tokens(() -> {
          throw new IllegalStateException("by the bound");
        });
    Packing one = Packing.ofSession(tokens);
    Packed first = one.pack("q", hits, shelf, 1_000);
    assertEquals(
        first.hash(), one.pack("q", hits, shelf, 1_000).hash(), "equal prompts stay equal");
    assertNotEquals(first.hash(), Packing.ofSession(tokens).pack("q", hits, shelf, 1_000).hash());
  }

  /** Whatever is found in our own sources: the bounds hold, and no line is packed twice. */
  @Test
  void anyPlacesOfOurSourcesArePackedWithinTheBudget() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/roocode/service"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().limit(12).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    Shelf shelf = Shelf.of(texts);
    List<Hit> all = new ArrayList<>();
    for (String name : texts.keySet()) {
      for (Chunk chunk : shelf.chunks(FilePath.of(name))) {
        all.add(shelf.hit(name + ":" + chunk.lines().first()));
      }
    }
    Random random = new Random(SEED);
    for (int round = 0; round < 150; round++) {
      Collections.shuffle(all, random);
      int budget = random.nextInt(Packing.BUDGET_MIN, 9_000);
      Packed packed = pack(shelf, budget, all.subList(0, random.nextInt(1, 25)));
      assertTrue(packed.tokens() <= budget, "seed " + SEED);
      check(packed, shelf);
    }
  }

  private static void check(Packed packed, Shelf shelf) {
    List<Excerpt> excerpts = packed.excerpts();
    for (Excerpt one : excerpts) {
      long overlapping =
          excerpts.stream()
              .filter(two -> one.path().equals(two.path()) && one.lines().overlaps(two.lines()))
              .count();
      assertEquals(1, overlapping, "seed " + SEED + ": " + one.place());
      assertTrue(FileLines.of(one.path(), shelf).has(one), one.place());
    }
  }
}
