package dev.roocode.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Indexed text on its way to a model. */
class ShownTest {
  @Test
  void whatIsSeenStaysAsItIs() {
    String text = "def f(x):\n\treturn \"日本語 é 🙂\"";
    assertEquals(text, Shown.visible(text));
  }

  @Test
  void whatIsNotSeenIsShown() {
    assertEquals("a\\u{200B}b", Shown.visible("a\u200bb"));
    assertEquals("\\u{202E}", Shown.visible("\u202e"));
    assertEquals("\\u{E0041}", Shown.visible(new String(Character.toChars(0xE0041))));
    assertEquals("\\u{FE0F}\\u{3164}", Shown.visible("\ufe0f\u3164"));
    assertEquals("\\u{1B}[31m\\u{0}\\u{D}", Shown.visible("\u001b[31m\0\r"));
    assertEquals("\\u{D800}", Shown.visible("\ud800"));
    assertEquals("\\u{2028}", Shown.visible("\u2028"));
  }

  @Test
  void aTextCannotKnowItsBoundary() {
    String shown = new Shown("b0b0").line("a.py:1-2").source("x\n>>> end b0b1").toString();
    assertEquals("a.py:1-2\n<<< text of the workspace b0b0\nx\n>>> end b0b1\n>>> end b0b0", shown);
    assertNotEquals(Shown.create().source("x").toString(), Shown.create().source("x").toString());
  }

  @Test
  void anExcerptIsOneShortLine() {
    assertEquals("abc…", Shown.excerpt("   abcdef", 3));
    assertTrue(Shown.excerpt("\u202eabc", 300).startsWith("\\u{202E}"));
  }
}
