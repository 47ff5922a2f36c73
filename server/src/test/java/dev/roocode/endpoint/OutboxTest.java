package dev.roocode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxTest {
  /** Takes nothing before it is told to, as a program that was stopped. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch flushed;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    Stuck(int flushes) {
      flushed = new CountDownLatch(flushes);
    }

    @Override
    public void write(int next) throws IOException {
      throw new IOException("whole messages only");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        assertTrue(released.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      taken.write(bytes, from, length);
    }

    @Override
    public void flush() {
      flushed.countDown();
    }
  }

  @Test
  void nobodyWaitsForAReaderAndOrderIsKept() throws Exception {
    Stuck target = new Stuck(3);
    try (Outbox outbox = new Outbox(target, 1_000, () -> {})) {
      for (String word : new String[] {"one ", "two ", "three"}) {
        outbox.write(word.getBytes(StandardCharsets.UTF_8));
        outbox.flush();
      }
      target.released.countDown();
      assertTrue(target.flushed.await(30, TimeUnit.SECONDS));
      assertEquals("one two three", target.taken.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whoDoesNotReadIsLetGoAtTheBound() throws Exception {
    Stuck target = new Stuck(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (Outbox outbox = new Outbox(target, 1_000, ended::countDown)) {
      byte[] message = new byte[100];
      for (int written = 0; written < 1_000; written += message.length) {
        outbox.write(message);
        outbox.flush();
      }
      assertEquals(1, ended.getCount(), "the bound itself is allowed");
      assertThrows(IOException.class, () -> outbox.write(message));
      assertTrue(ended.await(30, TimeUnit.SECONDS));
      assertThrows(IOException.class, () -> outbox.write(message), "nothing more is taken");
    } finally {
      target.released.countDown();
    }
  }
}
