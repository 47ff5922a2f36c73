package dev.roocode.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.answer.Assembly;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Answer;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.Fault;
import dev.roocode.generate.Generator;
import dev.roocode.generate.Prompt;
import dev.roocode.generate.ScriptedGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a model, from the search to the checked answer. */
@Timeout(60)
class AskingTest {
  private static final String QUESTION = "how is mail delivered to its recipient";

  @TempDir Path temporary;
  private Path root = Path.of("");
  private final StringBuilder streamed = new StringBuilder();

  @BeforeEach
  void write() {
    root =
        Fixture.write(
            temporary.resolve("workspace"),
            """
            //- src/Cart.java
            class Cart {
              /** Adds up the prices. */
              int totalPrice() {
                return items.stream().mapToInt(Item::price).sum();
              }
            }
            //- src/Mail.java
            class Mail {
              /** Brings the letter to its recipient. */
              void deliver(String recipient) {
                transport.send(recipient);
              }
            }
            """);
  }

  private Opened open(Generator generator) {
    return open(() -> Optional.of(generator), false);
  }

  private Opened open(Supplier<Optional<Generator>> generator, boolean allowRemote) {
    Opened opened = Opened.over(root, new Authorship(generator, allowRemote));
    opened.reindex();
    return opened;
  }

  private Answer ask(Opened opened) {
    return ask(opened, new Ask(QUESTION, 5, Ask.Writer.HTTP, false, false));
  }

  private Answer ask(Opened opened, Ask ask) {
    streamed.setLength(0);
    return opened.workspace.ask(ask, streamed::append, Cancellation.NEVER);
  }

  /** Writes that the file of each source answers, and something that no source says. */
  private static ScriptedGenerator reader() {
    return new ScriptedGenerator((prompt, piece, cancellation) -> {
      String user = prompt.messages().getLast().content();
      int number = user.contains("[1] src/Mail.java") ? 1 : 2;
      piece.accept("By `Mail.deliver` [" + number + "], ");
      piece.accept("not [7] <img src=x>.");
      return ScriptedGenerator.COMPLETE;
    });
  }

  @Test
  void aModelsAnswerIsCheckedAgainstWhatItWasGiven() {
    try (Opened opened = open(reader())) {
      Answer answer = ask(opened);
      assertEquals(Answer.Kind.GENERATED, answer.kind());
      assertEquals("scripted", answer.generator());
      assertEquals(streamed.toString(), answer.text());
      assertTrue(answer.text().endsWith("not [7] < img src=x>."), answer.text());
      assertEquals(new Answer.Verification(1, 1, 0, 0), answer.verification());
      assertEquals(
          List.of("src/Mail.java"),
          answer.citations().stream().map(citation -> citation.path().toString()).toList());
      assertTrue(answer.sources().size() >= 1);
      assertEquals(3, answer.marks().size());
      assertTrue(answer.complete() && answer.problem().isEmpty());
      assertTrue(answer.timings().verified() >= answer.timings().complete());
    }
  }

  @Test
  void aFileThatChangesWhileTheModelWritesIsStale() {
    ScriptedGenerator generator = reader();
    try (Opened opened = open(generator)) {
      ScriptedGenerator.Script before = generator.script;
      generator.script =
          (prompt, piece, cancellation) -> {
            opened.edit("src/Mail.java", "class Mail {\n}\n");
            return before.write(prompt, piece, cancellation);
          };
      Answer answer = ask(opened);
      assertEquals(new Answer.Verification(0, 1, 1, 0), answer.verification());
      assertEquals(List.of(), answer.citations());
    }
  }

  @Test
  void anAnswerIsKeptWhileItsPromptStaysTheSame() {
    ScriptedGenerator generator = reader();
    try (Opened opened = open(generator)) {
      Answer first = ask(opened);
      Answer again = ask(opened);
      assertTrue(again.cached());
      assertEquals(first.text(), again.text());
      assertEquals(first.marks(), again.marks());
      assertEquals(again.text(), streamed.toString());
      assertEquals(1, generator.prompts.size());
      Answer anew = ask(opened, new Ask(QUESTION, 5, Ask.Writer.HTTP, true, false));
      assertFalse(anew.cached());
      assertEquals(2, generator.prompts.size());
      assertEquals(
          generator.prompts.getFirst(), generator.prompts.getLast(), "equal prompts stay equal");
      opened.edit("src/Mail.java", "class Mail {\n  void deliver(String recipient) {}\n}\n");
      opened.reindex();
      assertFalse(ask(opened).cached());
    }
  }

  @Test
  void whatIsNotWholeOrNotRepeatableIsNotKept() {
    ScriptedGenerator generator = reader();
    try (Opened opened = open(generator)) {
      generator.repeatable = false;
      ask(opened);
      assertFalse(ask(opened).cached());
      generator.repeatable = true;
      generator.script =
          (prompt, piece, cancellation) -> {
            piece.accept("It is");
            return ScriptedGenerator.broken(new Fault.Unavailable("model", "broke", "again"));
          };
      Answer broken = ask(opened);
      assertEquals("It is", broken.text());
      assertFalse(broken.complete());
      assertEquals("model", broken.problem().orElseThrow().resource());
      assertTrue(broken.sources().size() >= 1);
      assertFalse(ask(opened).cached());
    }
  }

  @Test
  void theSourcesAreShownWhereNoModelWrites() {
    Fault fault = new Fault.Busy("model", "too many questions", "wait").retryAfter(2_000);
    ScriptedGenerator generator =
        new ScriptedGenerator((prompt, piece, cancellation) -> {
          throw fault;
        });
    try (Opened opened = open(generator)) {
      Answer answer = ask(opened);
      assertEquals(Answer.Kind.EXTRACTIVE, answer.kind());
      assertEquals(Optional.of(fault), answer.problem());
      assertTrue(answer.complete(), "the quotation is whole");
      assertTrue(answer.text().contains("transport.send"), answer.text());
      assertEquals(answer.text(), streamed.toString());
      assertEquals(answer.sources().size(), answer.citations().size());
    }
    try (Opened opened = open(Optional::empty, false)) {
      assertEquals("notReady", ask(opened).problem().orElseThrow().kind());
    }
  }

  @Test
  void aModelThatCannotBeMadeIsTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    Supplier<Optional<Generator>> second =
        () -> {
          if (tries.incrementAndGet() == 1) {
            throw new Fault.Invalid("generator.url", "is no address", "write one");
          }
          return Optional.of(reader());
        };
    try (Opened opened = open(second, false)) {
      assertEquals("generator.url", ask(opened).problem().orElseThrow().resource());
      assertTrue(ask(opened).problem().isEmpty());
    }
  }

  @Test
  void passagesLeaveTheMachineOnlyWhereTheUserSaysSo() {
    ScriptedGenerator generator = reader();
    generator.host = "api.example.com";
    try (Opened opened = open(generator)) {
      Answer refused = ask(opened);
      Fault fault = refused.problem().orElseThrow();
      assertEquals("denied", fault.kind());
      assertEquals("api.example.com", fault.resource());
      assertTrue(fault.line().matches(".*passages of \\d files?.*"), fault.line());
      assertEquals(Answer.Kind.EXTRACTIVE, refused.kind());
      assertEquals(List.of(), generator.prompts);
      Answer allowed = ask(opened, new Ask(QUESTION, 5, Ask.Writer.HTTP, false, true));
      assertEquals(Answer.Kind.GENERATED, allowed.kind());
      assertEquals(Answer.Kind.EXTRACTIVE, ask(opened).kind(), "each time anew");
    }
    try (Opened opened = open(() -> Optional.of(generator), true)) {
      assertEquals(Answer.Kind.GENERATED, ask(opened).kind(), "the settings say so");
    }
    assertTrue(generator.closed);
  }

  @Test
  void anErrorInAModelFailsTheOneRequest() {
    ScriptedGenerator generator =
        new ScriptedGenerator((prompt, piece, cancellation) -> {
          throw new IllegalStateException("a mistake");
        });
    try (Opened opened = open(generator)) {
      assertThrows(IllegalStateException.class, () -> ask(opened));
      assertEquals(Answer.Kind.EXTRACTIVE, ask(opened, Ask.of(QUESTION, 5)).kind());
    }
  }

  @Test
  void closingTheWorkspaceStopsTheModel() {
    ScriptedGenerator generator = reader();
    Opened opened = open(generator);
    generator.script =
        (prompt, piece, cancellation) -> {
          piece.accept("It is ");
          Thread closing = Thread.ofVirtual().start(opened::close);
          while (!cancellation.isCancelled()) {
            Thread.onSpinWait();
          }
          assertTrue(closing.isAlive(), "waits for the answer");
          throw new CancellationException();
        };
    assertThrows(Fault.NotReady.class, () -> ask(opened), "it is closed");
  }

  @Test
  void withoutAPlaceNobodyIsAsked() {
    ScriptedGenerator generator = reader();
    Path empty = Fixture.write(temporary.resolve("empty"), "//- .gitignore\n*\n");
    try (Opened opened = Opened.over(empty, new Authorship(() -> Optional.of(generator), false))) {
      opened.reindex();
      Answer answer = ask(opened);
      assertEquals(Answer.Kind.ABSTAINED, answer.kind());
      assertEquals(List.of(), generator.prompts);
      Assembly prompt =
          opened.workspace.assemble(QUESTION, OptionalInt.empty(), Cancellation.NEVER);
      assertEquals(List.of(), prompt.sources());
      assertTrue(prompt.messages().getLast().content().contains("There are no sources"));
    }
  }

  @Test
  void aVeryLongQuestionIsAnswered() {
    ScriptedGenerator generator = reader();
    try (Opened opened = open(generator)) {
      String question = "how is mail delivered " + "to its recipient ".repeat(6_000);
      Answer answer = ask(opened, new Ask(question, 5, Ask.Writer.HTTP, false, false));
      assertTrue(question.length() > 100_000);
      assertEquals(Answer.Kind.GENERATED, answer.kind());
      Prompt prompt = generator.prompts.getFirst();
      assertTrue(prompt.messages().getLast().content().length() < 30_000);
    }
  }

  @Test
  void aPromptIsKeptForTheTextThatIsWrittenToIt() {
    try (Opened opened = open(Optional::empty, false)) {
      Assembly prompt =
          opened.workspace.assemble(QUESTION, OptionalInt.of(2_000), Cancellation.NEVER);
      assertTrue(prompt.tokens() <= 2_000);
      String hash = prompt.hash().toString();
      CheckedText checked =
          opened.workspace.verifyAnswer(hash, "[1] `deliver` ![x](https://evil.example) [42]");
      assertEquals(new Answer.Verification(1, 1, 0, 0), checked.verification());
      assertFalse(checked.text().contains("]("), checked.text());
      opened.edit("src/Mail.java", "class Mail {}\n");
      opened.edit("src/Cart.java", "class Cart {}\n");
      assertEquals(1, opened.workspace.verifyAnswer(hash, "[1]").verification().stale());
      opened.reindex();
      assertEquals(1, opened.workspace.verifyAnswer(hash, "[1]").verification().stale());
      opened.pass(7_200_001);
      assertThrows(Fault.NotReady.class, () -> opened.workspace.verifyAnswer(hash, "[1]"));
    }
  }

  @Test
  void badRequestsAreTold() {
    try (Opened opened = open(Optional::empty, false)) {
      Workspace workspace = opened.workspace;
      assertThrows(Fault.Invalid.class, () -> workspace.verifyAnswer("no hash", ""));
      assertThrows(Fault.NotReady.class, () -> workspace.verifyAnswer("0".repeat(32), ""));
      assertThrows(
          Fault.TooLarge.class, () -> workspace.verifyAnswer("0".repeat(32), "x".repeat(200_001)));
      for (int budget : new int[] {-1, 0, 999, 200_001}) {
        assertThrows(
            Fault.Invalid.class,
            () -> workspace.assemble("q", OptionalInt.of(budget), Cancellation.NEVER));
      }
      assertThrows(
          Fault.Invalid.class,
          () -> workspace.assemble(" ", OptionalInt.empty(), Cancellation.NEVER));
      assertThrows(Fault.Invalid.class, () -> Ask.Writer.of("oracle"));
    }
  }
}
