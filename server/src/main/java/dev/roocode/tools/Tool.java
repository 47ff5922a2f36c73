package dev.roocode.tools;

import dev.roocode.base.Cancellation;
import dev.roocode.service.Progress;
import dev.roocode.service.Workspace;

/**
 * A tool.
 *
 * @param name by which agents call it
 * @param title for people
 * @param arguments the record of its arguments, whose {@code @Doc} describes the tool to a model
 * @param answer the record of its structured answer
 * @param readOnly whether it only reads
 * @param work what it does
 */
record Tool<A extends Record, R extends Record>(
    String name,
    String title,
    Class<A> arguments,
    Class<R> answer,
    boolean readOnly,
    Work<A, R> work) {
  /** A call, with what it may need of its surroundings. */
  record Context(Workspace workspace, Progress progress, Cancellation cancellation) {}

  /** What came out: for a model to read, and as data. */
  record Outcome<R extends Record>(String text, R data) {}

  /** Does it, on the calling thread. */
  @FunctionalInterface
  interface Work<A extends Record, R extends Record> {
    Outcome<R> run(A arguments, Context context);
  }

  Toolbox.Card card() {
    return new Toolbox.Card(
        name, title, Shapes.meaning(arguments), Shapes.of(arguments), Shapes.of(answer), readOnly);
  }
}
