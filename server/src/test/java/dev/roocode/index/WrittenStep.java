package dev.roocode.index;

import java.util.function.IntConsumer;

/** Is told after every batch. */
record WrittenStep(IntConsumer done) implements IndexSteps {
  @Override
  public void scanned(int files) {}

  @Override
  public void written(int count, int total) {
    done.accept(count);
  }
}
