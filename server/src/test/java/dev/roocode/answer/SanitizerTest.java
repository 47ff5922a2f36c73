package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SanitizerTest {
  private static final long SEED = Long.getLong("seed", 20_261_129L);

  /** What attacks are made of. */
  private static final List<String> PIECES =
      List.of(
          "`",
          "``",
          "```",
          "~~~",
          "\n",
          "\n",
          " ",
          " ",
          "<",
          "img src=x>",
          "](",
          "[",
          "]",
          ":",
          "https://e.example",
          "www.e.x",
          "$",
          "$$",
          "|",
          "\\",
          "a",
          "é",
          "日本",
          "&lt;",
          "&#x41;",
          "java",
          "    ",
          "\t",
          "> ",
          "- ",
          "\u202E",
          "\uD83D\uDE00",
          "\uD83D",
          "!",
          "(x)",
          "command:x");

  @Test
  void nothingOfTheCorpusSurvives() {
    List<String> all = Injections.all();
    assertTrue(all.size() >= 50, all.size() + " attacks");
    for (String attack : all) {
      assertEquals("", Injections.leftIn(Sanitizer.sanitized(attack)), attack);
      String inside = "Text `code` before\n" + attack + "\nand behind.";
      assertEquals("", Injections.leftIn(Sanitizer.sanitized(inside)), attack);
    }
  }

  @Test
  void noMixtureOfThePiecesSurvives() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 25); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String safe = Sanitizer.sanitized(text.toString());
      assertEquals("", Injections.leftIn(safe), "seed " + SEED + ": " + text + "\n → " + safe);
      assertEquals(safe, Sanitizer.sanitized(safe), "once is enough, seed " + SEED + ": " + text);
      assertEquals(safe, inPieces(text.toString(), random), "in pieces, seed " + SEED);
    }
  }

  private static String inPieces(String text, Random random) {
    StringBuilder all = new StringBuilder();
    Sanitizer sanitizer =
        new Sanitizer(piece -> {
          assertFalse(piece.isEmpty());
          all.append(piece);
        });
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + random.nextInt(1, 5));
      sanitizer.write(text.substring(at, end));
      at = end;
    }
    sanitizer.finish();
    return all.toString();
  }

  @Test
  void goodTextStaysAsItIs() {
    String good =
        """
        # Answer

        1. `Map<String, List<Integer>>` holds them [1], and `a && b` is *checked* [2, 3].
        2. Prices below 3 < 4 and R&D cost `$HOME | wc`.

        ```java
        List<String> urls = List.of("https://example.com"); // a[1](x)
        ```

        | column | other |
        |---|---|
        | `x` | y 😀 ❤️ 👨‍👩‍👧 |
        """;
    assertEquals(good, Sanitizer.sanitized(good));
  }

  @Test
  void whatIsActiveBecomesReadable() {
    assertEquals(
        "[the docs] (`https://e.example/x?y=1`).",
        Sanitizer.sanitized("[the docs](https://e.example/x?y=1)."));
    assertEquals("詳細は`https://e.example`、", Sanitizer.sanitized("詳細はhttps://e.example、"));
    assertEquals("a < b>x< /b>", Sanitizer.sanitized("a <b>x</b>"));
    assertEquals("⟨U+202E⟩gnp.exe", Sanitizer.sanitized("\u202Egnp.exe"));
    assertEquals("an 'open quote", Sanitizer.sanitized("an `open quote"));
  }

  @Test
  void wordsArePassedOnAsTheyCome() {
    List<String> pieces = new ArrayList<>();
    Sanitizer sanitizer = new Sanitizer(pieces::add);
    sanitizer.write("The hash ");
    sanitizer.write("is `made");
    sanitizer.write(" of` bytes ");
    assertEquals(List.of("The hash ", "is ", "`made of` bytes "), pieces);
    sanitizer.write("```");
    assertEquals(3, pieces.size());
  }

  @Test
  void blocksAreClosedWhereTheTextEnds() {
    assertEquals("```java\nint x;\n```", Sanitizer.sanitized("  ```java title=\"x\"\nint x;"));
    assertEquals("```java\n```", Sanitizer.sanitized("```java"));
    assertEquals("```\na\n```", Sanitizer.sanitized("```\na\n   ```  "));
  }

  @Test
  void nothingIsHeldBackWithoutBound() {
    StringBuilder all = new StringBuilder();
    Sanitizer sanitizer = new Sanitizer(all::append);
    sanitizer.write("`" + "x".repeat(5_000));
    assertTrue(all.length() >= 4_000, "held " + (5_001 - all.length()));
    sanitizer.write("`".repeat(5_000) + "<b>");
    sanitizer.finish();
    assertEquals("", Injections.leftIn(all.toString()));
    String block = "```\n" + "`".repeat(3_000) + "\n<img src=x>";
    assertTrue(Sanitizer.sanitized(block).endsWith("\n```"), "still inside of the block");
  }
}
