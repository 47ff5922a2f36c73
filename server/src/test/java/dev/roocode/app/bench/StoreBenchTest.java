package dev.roocode.app.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measurement itself works, at a size that says nothing. */
class StoreBenchTest {
  @Test
  void printsEveryFigure() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    StoreBench.run(List.of("300"), new PrintStream(said, true, StandardCharsets.UTF_8));
    String text = said.toString(StandardCharsets.UTF_8);
    for (String figure :
        List.of(
            "commit: 3",
            "attach: ",
            "ratio ",
            "vectors_1",
            "open: ",
            "heap with 3",
            "match, 3 words",
            "match, 40 words",
            "nearest 200",
            "fts5 index")) {
      assertTrue(text.contains(figure), figure + " in\n" + text);
    }
  }
}
