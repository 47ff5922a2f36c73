package dev.roocode.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.generate.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Small workspaces, each with a question and the places found for it, and the prompts that are
 * packed from them. {@code -Dupdate} writes the golden file anew.
 */
class PromptGoldenTest {
  private static final Path CASES = Path.of("src/test/resources/answer/prompts");

  @Test
  void promptsAreAsTheyWere() throws IOException {
    StringBuilder all = new StringBuilder();
    all.append("The system's text:\n\n").append(PromptText.SYSTEM).append("\n");
    for (Case given : cases()) {
      Packed packed = given.pack();
      List<Prompt.Message> messages = packed.prompt().messages();
      assertEquals(PromptText.SYSTEM, messages.getFirst().content(), "the same for all");
      assertTrue(packed.tokens() <= given.budgetTokens(), given.name());
      all.append("\n════ ")
          .append(given.name())
          .append(" (budget ")
          .append(given.budgetTokens())
          .append(")\n")
          .append(messages.getLast().content())
          .append('\n');
    }
    Path golden = CASES.resolve("prompts.golden");
    if (System.getProperty("update") != null) {
      Files.writeString(golden, all);
    }
    assertEquals(Files.readString(golden), all.toString(), "rewrite it with -Dupdate");
  }

  /**
   * @param hits {@code path:line}, best first; the chunk with that line is found
   */
  private record Case(
      String name, String question, int budgetTokens, List<String> hits, Shelf shelf) {
    Packed pack() {
      // By the bound alone: a golden file must not depend on when a tokenizer is loaded.
      Tokens bound =
          new Tokens(() -> {
            throw new IllegalStateException("none");
          });
      return new Packing(bound, "SOURCE-0000")
          .pack(question, hits.stream().map(shelf::hit).toList(), shelf, budgetTokens);
    }
  }

  /** Each file {@code NAME.case} begins with its question, budget and hits. */
  private static List<Case> cases() throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .filter(file -> file.toString().endsWith(".case"))
          .sorted()
          .map(PromptGoldenTest::read)
          .toList();
    }
  }

  private static Case read(Path file) {
    try {
      String text = Files.readString(file);
      int files = text.indexOf("//- ");
      String[] head = text.substring(0, files).strip().split("\n", -1);
      String name = file.getFileName().toString().replace(".case", "");
      Shelf shelf = Shelf.of(Fixture.files(text.substring(files)));
      List<String> hits =
          head.length < 3 ? List.of() : List.of(head[2].replace("hits: ", "").split(", ", -1));
      int budget = Integer.parseInt(head[1].replace("budget: ", ""));
      return new Case(name, head[0].replace("question: ", ""), budget, hits, shelf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
