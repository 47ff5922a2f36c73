package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
  /** Never deleted by the test: Windows cannot delete a library in use. */
  static final Path NATIVES = Path.of("target", "natives");

  private static OnnxEmbedder embedder;

  @BeforeAll
  static void load() {
    embedder = OnnxEmbedder.load(NATIVES);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    return dot;
  }

  private static double similarity(String a, String b) {
    List<float[]> vectors = embedder.embed(List.of(a, b));
    return cosine(vectors.get(0), vectors.get(1));
  }

  @Test
  void namesItsSpace() {
    assertEquals(new ModelId("all-MiniLM-L6-v2-int8", 384), embedder.model());
    assertTrue(embedder.batchSize() > 0);
    assertEquals(List.of(), embedder.embed(List.of()));
  }

  @Test
  void likeMeaningsAreNear() {
    assertTrue(
        similarity("delete a file", "remove a document")
            > similarity("delete a file", "the weather is warm today") + 0.3);
    assertTrue(
        similarity("how are passwords checked?", "boolean verifyPassword(String hash) {")
            > similarity("how are passwords checked?", "void drawCircle(int radius) {") + 0.2);
  }

  @Test
  void vectorsHaveUnitLengthWhateverTheText() {
    List<String> texts =
        List.of(
            "",
            " \n\t",
            "x",
            "日本語のコード",
            "🎉👩‍👩‍👧",
            "\u0000\ufffd",
            "\ud83d",
            "a b".repeat(350_000),
            "}".repeat(3_000));
    List<float[]> vectors = embedder.embed(texts);
    assertEquals(texts.size(), vectors.size());
    for (float[] vector : vectors) {
      assertEquals(384, vector.length);
      assertEquals(1, cosine(vector, vector), 1e-5);
    }
  }

  @Test
  void neighboursDoNotMatter() {
    String text = "int add(int a, int b) { return a + b; }";
    float[] alone = embedder.embedQuery(text);
    assertArrayEquals(alone, embedder.embed(List.of("other", text, "words ".repeat(90))).get(1));
  }

  @Test
  void textBeyondTheLimitIsCut() {
    String limit = "word ".repeat(510);
    assertArrayEquals(embedder.embedQuery(limit), embedder.embedQuery(limit + "and more"));
    assertTrue(cosine(embedder.embedQuery("word"), embedder.embedQuery("word ".repeat(400))) < 1);
  }

  /**
   * A change of model, pooling or tokens changes these; vectors on disk would be worthless. The
   * tolerance is for processors that multiply 8-bit numbers in other ways.
   */
  @Test
  void theSpaceStaysTheSame() {
    float[] vector = embedder.embedQuery("Where is the configuration file read?");
    float[] expected = {0.0485f, 0.0023f, -0.1333f, -0.0440f, 0.0352f, 0.0232f, 0.0211f, 0.0679f};
    assertArrayEquals(expected, Arrays.copyOf(vector, 8), 0.015f, Arrays.toString(vector));
  }

  @Test
  void trimmingChangesNoVector() {
    float[] before = embedder.embedQuery("int add(int a, int b)");
    embedder.embedQuery("word ".repeat(510));
    embedder.trim();
    assertArrayEquals(before, embedder.embedQuery("int add(int a, int b)"));
  }

  @Test
  void manyThreadsGetWhatOneGets() throws ExecutionException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      texts.add("function number " + i + " " + "does something ".repeat(i));
    }
    List<float[]> alone = embedder.embed(texts);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<float[]>>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(() -> embedder.embed(texts)));
      }
      for (Future<List<float[]>> result : results) {
        for (int i = 0; i < texts.size(); i++) {
          assertArrayEquals(alone.get(i), result.get().get(i));
        }
      }
    }
  }

  @Test
  void closingUnderLoadRefusesAndDoesNotCrash() throws ExecutionException, InterruptedException {
    OnnxEmbedder closing = OnnxEmbedder.load(NATIVES);
    CountDownLatch running = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Fault.NotReady>> refused = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        refused.add(threads.submit(() -> embedUntilRefused(closing, running)));
      }
      running.await();
      closing.close();
      for (Future<Fault.NotReady> fault : refused) {
        assertEquals("all-MiniLM-L6-v2-int8", fault.get().resource());
      }
    }
    closing.close();
    assertThrows(Fault.NotReady.class, () -> closing.embedQuery("late"));
    assertThrows(Fault.NotReady.class, closing::trim);
  }

  private static Fault.NotReady embedUntilRefused(OnnxEmbedder closing, CountDownLatch running) {
    while (true) {
      try {
        closing.embed(List.of("word ".repeat(100)));
        running.countDown();
      } catch (Fault.NotReady e) {
        return e;
      }
    }
  }
}
