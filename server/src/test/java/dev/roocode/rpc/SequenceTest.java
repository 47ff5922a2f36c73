package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<Throwable> failed = new CopyOnWriteArrayList<>();

  @Test
  void whoWaitsSeesEverythingBefore() {
    try (Sequence sequence = new Sequence(failed::add)) {
      for (int task = 0; task < 100; task++) {
        String name = "task " + task;
        sequence.submit(name, () -> done.add(name));
      }
      sequence.await();
      assertEquals(100, done.size());
      assertEquals("task 0", done.getFirst());
      assertEquals("task 99", done.getLast());
    }
  }

  @Test
  void aNewerTaskTakesThePlaceOfTheOlder() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Sequence sequence = new Sequence(failed::add)) {
      sequence.submit(
          "first",
          () -> {
            begun.countDown();
            awaitLatch(go);
          });
      assertTrue(begun.await(30, TimeUnit.SECONDS));
      sequence.submit("a", () -> done.add("a1"));
      sequence.submit("b", () -> done.add("b"));
      sequence.submit("a", () -> done.add("a2"));
      go.countDown();
      sequence.await();
      assertEquals(List.of("a2", "b"), done);
    }
  }

  @Test
  void aFailureIsToldAndTheNextRuns() {
    try (Sequence sequence = new Sequence(failed::add)) {
      sequence.submit(
          "bad",
          () -> {
            throw new IllegalStateException("bad");
          });
      sequence.submit("good", () -> done.add("good"));
      sequence.await();
      assertEquals(List.of("good"), done);
      assertEquals(1, failed.size());
    }
  }

  @Test
  void closingLetsTheWaitingGo() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Sequence sequence = new Sequence(failed::add);
    sequence.submit(
        "stuck",
        () -> {
          begun.countDown();
          awaitLatch(never);
        });
    assertTrue(begun.await(30, TimeUnit.SECONDS));
    CompletableFuture<Void> waiter = CompletableFuture.runAsync(sequence::await);
    sequence.close();
    waiter.orTimeout(30, TimeUnit.SECONDS).join();
    never.countDown();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
