package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our tokens are those of the reference implementation. */
class WordPieceTest {
  @TempDir static Path natives;

  private static WordPiece ours;
  private static HuggingFaceTokenizer reference;

  @BeforeAll
  static void load() throws IOException {
    System.setProperty("DJL_CACHE_DIR", natives.toString());
    System.setProperty("jna.tmpdir", natives.toString());
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    ours = new WordPiece(ModelFiles.vocabulary());
    Map<String, String> options =
        Map.of(
            "padding", "false",
            "truncation", "true",
            "maxLength", "512",
            "modelMaxLength", "512");
    try (InputStream json =
        WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
      reference = HuggingFaceTokenizer.newInstance(Objects.requireNonNull(json), options);
    }
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  private static void assertSameTokens(String text, String where) {
    assertArrayEquals(reference.encode(text).getIds(), ours.tokens(text), where + ": " + text);
  }

  @Test
  void agreesOnCodeAndProse() {
    for (String text :
        List.of(
            "",
            " ",
            "hello world",
            "public static void main(String[] args) { System.out.println(\"x\"); }",
            "snake_case_name camelCaseName kebab-case-name HTTPServer2Client",
            "def __init__(self, *args, **kwargs): return 0x1F + 1e-9",
            "naïve café Straße ﬁne İstanbul ΟΔΥΣΣΕΥΣ",
            "日本語のコード検索 中文 한국어 ภาษาไทย हिन्दी العربية",
            "emoji 🎉👩‍👩‍👧 and “quotes” — dashes… ≠ ∑",
            "tabs\tand\r\nlines\u00a0wide\u2003spaces\u200bzero\u0000null\u000bvt\u0085nel",
            "#include <stdio.h>\nint a[3] = {1,2,3}; // comment\n/* `x` ~ ^ $ */")) {
      assertSameTokens(text, "fixed");
    }
  }

  @Test
  void agreesOnWordsTooLongToBeKnown() {
    assertSameTokens("a".repeat(100) + " b", "100 characters");
    assertSameTokens("a".repeat(101) + " b", "101 characters");
    assertSameTokens("x".repeat(5_000), "one long word");
    assertSameTokens("𝒳".repeat(60) + " b", "60 characters in 120 units");
    assertSameTokens("b " + "𐍈".repeat(101), "an unknown script");
  }

  @Test
  void agreesWhereTheTextIsCut() {
    for (int words = 505; words <= 515; words++) {
      assertSameTokens("word ".repeat(words), words + " words");
      assertSameTokens("word ".repeat(words) + "unbelievabilities ☃☃ tokenizers", words + "+");
    }
  }

  @Test
  void agreesOnRandomText() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    String[] pieces = {
      "get", "Value", "_", ".", "(", ")", " ", "\n", "\t", "é", "Ö", "ß", "字", "ん", "🎉", "1", "99",
      "::", "->", "//", "\u0301", "\u200d", "Ж", "ي", "ก", "가", "½", "²", "ﬀ", "\ufeff", "ǅ", "§",
      "¥"
    };
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertSameTokens(text.toString(), "seed " + seed);
    }
  }

  /**
   * Marks and punctuation that Unicode took in, or changed, after the tables of the reference were
   * made. None is in the vocabulary.
   */
  private static final String NEWER =
      "61d 7fd 890-891 897-89f 8ca-8e2 9fd-9fe a76 afa-aff b55 c04 c3c c77 c84 d00 d3b-d3c d81 eba"
          + " ece 166d 1734 180f 1885-1886 1abf-1ace 1b4e-1b4f 1b7d-1b7f 1df6-1dfb 2e43-2e5d a82c"
          + " a8c5 a8ff a9bd";

  private static boolean isNewer(int c) {
    return Arrays.stream(NEWER.split(" ", -1))
        .map(range -> range.split("-", -1))
        .anyMatch(ends ->
            Integer.parseInt(ends[0], 16) <= c && c <= Integer.parseInt(ends[ends.length - 1], 16));
  }

  /** Between letters, so that parting, dropping and replacing all show. */
  @Test
  void agreesOnEveryCharacterOfTheBasicPlane() {
    List<String> differing = new ArrayList<>();
    for (int c = 0; c < 0x10000; c++) {
      if (Character.isDefined(c) && !Character.isSurrogate((char) c)) {
        String text = "ab" + (char) c + "cd";
        if (!Arrays.equals(reference.encode(text).getIds(), ours.tokens(text)) && !isNewer(c)) {
          differing.add(Integer.toHexString(c));
        }
      }
    }
    assertEquals(List.of(), differing);
  }

  @Test
  void controlTokensInATextAreText() {
    long[] tokens = ours.tokens("[CLS] [SEP] [PAD] [MASK] [UNK]");
    assertTrue(tokens.length > 12, "brackets and letters are tokens of their own");
    assertEquals(1, Arrays.stream(tokens).filter(t -> t == tokens[0]).count());
    assertEquals(1, Arrays.stream(tokens).filter(t -> t == tokens[tokens.length - 1]).count());
  }

  @Test
  void cutsAHugeTextAndNoSurrogatePair() {
    assertEquals(WordPiece.MAX_TOKENS, ours.tokens("word ".repeat(200_000)).length);
    assertEquals(2, ours.tokens(" ".repeat(1_000_000) + "word").length);
    assertEquals(3, ours.tokens("a".repeat(19_999) + "🎉".repeat(10)).length);
  }
}
