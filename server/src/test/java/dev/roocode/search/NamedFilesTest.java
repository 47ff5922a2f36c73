package dev.roocode.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roocode.domain.FilePath;
import dev.roocode.text.Question;
import org.junit.jupiter.api.Test;

class NamedFilesTest {
  @Test
  void aNameCountsByTheShareOfItsWords() {
    NamedFiles named = new NamedFiles(Question.of("How are pools drained?"));
    assertEquals(1, named.share(FilePath.of("src/pool.go")));
    assertEquals(1, named.share(FilePath.of("docs/PoolDrain.md")));
    assertEquals(0.5, named.share(FilePath.of("src/pool_test.go")), 1e-6);
    assertEquals(0, named.share(FilePath.of("pool/reader.go")), "folders do not count");
    assertEquals(0, named.share(FilePath.of("src/.x")));
  }
}
