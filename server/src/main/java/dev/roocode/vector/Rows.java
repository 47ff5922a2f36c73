package dev.roocode.vector;

import dev.roocode.domain.Fault;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of codes, and which row is whose. Rows are appended; removing marks them dead; {@link
 * #evacuate} moves the rest out of sparse blocks and lets these go. Thread-safe: writers and
 * look-ups by identifier take turns, scans need no lock.
 */
final class Rows {
  private final ReentrantLock lock = new ReentrantLock();
  private final IdMap rowOf = new IdMap();
  private final int stride;
  private final int most;

  /** Rows that died since they were last drained, while {@link #recording}. */
  private final IntList died = new IntList();

  private boolean recording;
  private int dead;
  private volatile View view;

  /**
   * @param most live rows; a further one is refused
   */
  Rows(int dimensions, int most) {
    this.stride = Code.stride(dimensions);
    this.most = most;
    this.view = new View(new @Nullable Block[0], 0, stride);
  }

  View view() {
    return view;
  }

  int size() {
    lock.lock();
    try {
      return rowOf.size();
    } finally {
      lock.unlock();
    }
  }

  /** Adds, or replaces. */
  void add(long id, float[] vector) {
    byte[] code = new byte[stride];
    float scale = Code.write(vector, code, 0);
    lock.lock();
    try {
      int former = rowOf.get(id);
      if (former == IdMap.ABSENT && rowOf.size() >= most) {
        throw new Fault.TooLarge(
            "vector index",
            "holds " + most + " vectors and takes no more",
            "index fewer files or raise vector.maxVectors");
      }
      int row = append(id, code, 0, scale);
      rowOf.put(id, row);
      if (former != IdMap.ABSENT) {
        bury(former);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The identifier is unknown from now on; every later view shows it. */
  void remove(long id) {
    lock.lock();
    try {
      int row = rowOf.remove(id);
      if (row != IdMap.ABSENT) {
        bury(row);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The cosines of these, 0 where unknown. */
  float[] cosines(Code query, long[] ids) {
    int[] rows = new int[ids.length];
    View now;
    lock.lock();
    try {
      now = view;
      Arrays.setAll(rows, i -> rowOf.get(ids[i]));
    } finally {
      lock.unlock();
    }
    Kernel kernel = Kernels.current();
    float[] cosines = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      cosines[i] = rows[i] == IdMap.ABSENT ? 0 : now.cosine(rows[i], query, kernel);
    }
    return cosines;
  }

  /** The row of an identifier, or {@link IdMap#ABSENT}. */
  int row(long id) {
    lock.lock();
    try {
      return rowOf.get(id);
    } finally {
      lock.unlock();
    }
  }

  /** From now on remembers, or no longer remembers, which rows die. */
  void record(boolean on) {
    lock.lock();
    try {
      if (recording != on) {
        recording = on;
        died.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The rows that died since the last call. */
  int[] drainDied() {
    lock.lock();
    try {
      int[] rows = died.toArray();
      died.clear();
      return rows;
    } finally {
      lock.unlock();
    }
  }

  /** Whether more than a quarter of the rows is dead, and more than a block would be won. */
  boolean isSparse() {
    lock.lock();
    try {
      return dead > Block.ROWS && dead > rowOf.size() / 3;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Empties the full blocks of which more than an eighth can go, one at a time, so that the memory
   * never holds more than a block twice and writers wait for no more than one.
   *
   * @param keep dead rows that must stay reachable
   * @param moved is told of each move, under the lock
   */
  void evacuate(IntPredicate keep, Move moved) {
    int full = Block.blockOf(view.count);
    for (int number = 0; number < full; number++) {
      lock.lock();
      try {
        Block block = view.blocks[number];
        if (block != null && removable(block, number, keep) > Block.ROWS / 8) {
          empty(block, number, keep, moved);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Is told that a row has another number. */
  @FunctionalInterface
  interface Move {
    void moved(int from, int to);
  }

  private static int removable(Block block, int number, IntPredicate keep) {
    int removable = 0;
    for (int slot = 0; slot < Block.ROWS; slot++) {
      if (block.dead[slot] && !keep.test(number * Block.ROWS + slot)) {
        removable++;
      }
    }
    return removable;
  }

  /** A view taken before keeps the block; the next one has its rows at the end instead. */
  private void empty(Block block, int number, IntPredicate keep, Move moved) {
    View before = view;
    @Nullable Block[] blocks = before.blocks;
    int count = before.count;
    for (int slot = 0; slot < Block.ROWS; slot++) {
      int from = number * Block.ROWS + slot;
      boolean isDead = block.dead[slot];
      if (isDead && !keep.test(from)) {
        dead--;
        continue;
      }
      blocks = write(blocks, count, block.ids[slot], block.codes, slot * stride);
      Block target = blockAt(blocks, count);
      target.scales[Block.slotOf(count)] = block.scales[slot];
      target.dead[Block.slotOf(count)] = isDead;
      if (!isDead) {
        rowOf.put(block.ids[slot], count);
      }
      moved.moved(from, count);
      if (isDead && recording) {
        died.add(count); // its death may have been recorded under the number it had
      }
      count++;
    }
    @Nullable Block[] without = blocks.clone();
    without[number] = null;
    view = new View(without, count, stride);
  }

  private int append(long id, byte[] code, int offset, float scale) {
    View before = view;
    int row = before.count;
    @Nullable Block[] blocks = write(before.blocks, row, id, code, offset);
    blockAt(blocks, row).scales[Block.slotOf(row)] = scale;
    view = new View(blocks, row + 1, stride);
    return row;
  }

  /** Writes a row beyond what any view shows. Returns the blocks, with another one if needed. */
  private @Nullable Block[] write(
      @Nullable Block[] blocks, int row, long id, byte[] codes, int offset) {
    @Nullable Block[] grown = blocks;
    if (Block.blockOf(row) == blocks.length) {
      grown = Arrays.copyOf(blocks, blocks.length + 1);
      grown[blocks.length] = new Block(stride);
    }
    Block block = blockAt(grown, row);
    int slot = Block.slotOf(row);
    System.arraycopy(codes, offset, block.codes, slot * stride, stride);
    block.ids[slot] = id;
    return grown;
  }

  private static Block blockAt(@Nullable Block[] blocks, int row) {
    Block block = blocks[Block.blockOf(row)];
    if (block == null) {
      throw new IllegalStateException("the block that takes new rows is never let go");
    }
    return block;
  }

  private void bury(int row) {
    blockAt(view.blocks, row).dead[Block.slotOf(row)] = true;
    dead++;
    if (recording) {
      died.add(row);
    }
    view = new View(view.blocks, view.count, stride); // publishes the mark
  }
}
