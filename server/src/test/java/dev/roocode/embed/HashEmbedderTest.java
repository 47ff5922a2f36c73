package dev.roocode.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashEmbedderTest {
  private final HashEmbedder embedder = new HashEmbedder();

  @Test
  void sameWordsAreNear() {
    List<float[]> vectors =
        embedder.embed(List.of("open the file", "file open", "paint a circle", "open the file"));
    assertArrayEquals(vectors.get(0), vectors.get(3));
    assertEquals(1, OnnxEmbedderTest.cosine(vectors.get(0), vectors.get(0)), 1e-5);
    assertTrue(
        OnnxEmbedderTest.cosine(vectors.get(0), vectors.get(1))
            > OnnxEmbedderTest.cosine(vectors.get(0), vectors.get(2)));
    assertEquals(1, embedder.calls());
    assertEquals(4, embedder.texts());
  }

  @Test
  void failsWhenTold() {
    embedder.embedQuery("a");
    embedder.failCall(2);
    embedder.embedQuery("a");
    assertThrows(Fault.Unavailable.class, () -> embedder.embedQuery("a"));
    embedder.embedQuery("a");
    embedder.failAlways();
    assertThrows(Fault.Unavailable.class, () -> embedder.embedQuery("a"));
    embedder.recover().embedQuery("a");
    embedder.close();
    assertThrows(Fault.NotReady.class, () -> embedder.embedQuery("a"));
  }
}
