package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final long SEED = Long.getLong("seed", 20_261_129L);

  private static final List<Encoding> VOCABULARIES =
      Stream.of(EncodingType.CL100K_BASE, EncodingType.O200K_BASE)
          .map(type -> Encodings.newLazyEncodingRegistry().getEncoding(type))
          .toList();

  /** Java, JSON, Japanese, Markdown of this repository, and texts of chance. */
  private static List<String> corpus() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder : List.of("src/main/java/dev/roocode", "../protocol/samples", "../docs")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (file.toString().matches(".*\\.(java|json|md)")) {
            texts.add(Files.readString(file));
          }
        }
      }
    }
    texts.add(Files.readString(Path.of("../extension/package.nls.ja.json")));
    texts.add(Files.readString(Path.of("../extension/package-lock.json")).substring(0, 100_000));
    texts.add(Files.readString(Path.of("src/main/resources/dev/roocode/gloss/ja.tsv")));
    return texts;
  }

  private static final List<String> ALPHABETS =
      List.of(
          "日本語の検索は齟齬を鑑み躊躇するカタカナひらがな。、「」ー",
          "😀👨‍👩‍👧🏳️‍🌈❤️🎉👍🏽🇯🇵☀✨",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
          "0123456789abcdef",
          "{}[]\":,0123456789 \n",
          "éàüßñçøþ привет мир 한국어 ελληνικά",
          "();<>=!&|+-*/%^~#@?:.,_$\\'\" \t\n");

  private static String byChance(Random random) {
    int[] alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(200, 2_000); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }

  private static int most(String text) {
    return VOCABULARIES.stream().mapToInt(v -> v.countTokensOrdinary(text)).max().orElseThrow();
  }

  @Test
  void theBoundIsNeverBelowWhatATokenizerCounts() throws IOException {
    List<String> texts = corpus();
    assertTrue(texts.size() > 300, "a corpus was found");
    Random random = new Random(SEED);
    Stream.generate(() -> byChance(random)).limit(400).forEach(texts::add);
    long counted = 0;
    long bound = 0;
    for (String text : texts) {
      String start = text.substring(0, Math.min(60, text.length()));
      assertTrue(
          Tokens.bound(text) >= most(text),
          "seed " + SEED + ": " + Tokens.bound(text) + " < " + most(text) + " of " + start);
      counted += most(text);
      bound += Tokens.bound(text);
    }
    assertTrue(bound < 2.5 * counted, "and not useless: " + bound + " of " + counted);
  }

  @Test
  void countsByTheBoundUntilTheTokenizerIsThere() throws InterruptedException {
    CompletableFuture<Encoding> late = new CompletableFuture<>();
    Tokens tokens = new Tokens(late::join);
    String text = "how are connections released into the pool";
    assertEquals(Tokens.bound(text), tokens.count(text));
    assertFalse(tokens.isLoaded());
    late.complete(VOCABULARIES.getFirst());
    until(tokens);
    assertEquals(6, tokens.count("how are connections released into pools"));
    assertEquals(7, tokens.count("<|endoftext|>"), "no word is special");
  }

  private static void until(Tokens tokens) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 1_000 && !tokens.isLoaded(); i++) {
      assertFalse(never.await(10, TimeUnit.MILLISECONDS));
    }
    assertTrue(tokens.isLoaded());
  }

  @Test
  void whereItCannotBeLoadedTheBoundStays() throws InterruptedException {
    CountDownLatch tried = new CountDownLatch(1);
    Tokens tokens =
        new Tokens(() -> {
          tried.countDown();
          throw new IllegalStateException("no vocabulary");
        });
    assertEquals(1, tokens.count("x"));
    assertTrue(tried.await(10, TimeUnit.SECONDS));
    assertEquals(Tokens.bound("日本語"), tokens.count("日本語"));
    assertFalse(tokens.isLoaded());
  }
}
