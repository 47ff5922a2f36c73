package dev.roocode.vector;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as it stood at one moment: rows that come later, or move, do not show. Rows removed
 * later may.
 */
final class View {
  final @Nullable Block[] blocks;
  final int count;
  private final int stride;

  /**
   * @param blocks null where all rows have died or moved
   * @param count rows, the dead ones included
   * @param stride bytes of a row
   */
  View(@Nullable Block[] blocks, int count, int stride) {
    this.blocks = blocks;
    this.count = count;
    this.stride = stride;
  }

  int stride() {
    return stride;
  }

  private @Nullable Block block(int row) {
    return row >= 0 && row < count ? blocks[Block.blockOf(row)] : null;
  }

  boolean isLive(int row) {
    Block block = block(row);
    return block != null && !block.dead[Block.slotOf(row)];
  }

  /** Whether the row has a vector, be it dead. */
  boolean holds(int row) {
    return block(row) != null;
  }

  /** The identifier; the row must be held. */
  long id(int row) {
    Block block = block(row);
    if (block == null) {
      throw new IndexOutOfBoundsException(row);
    }
    return block.ids[Block.slotOf(row)];
  }

  /** The row's code; it must be held. */
  Code code(int row) {
    Block block = block(row);
    if (block == null) {
      throw new IndexOutOfBoundsException(row);
    }
    int slot = Block.slotOf(row);
    return Code.read(block.codes, slot * stride, stride, block.scales[slot]);
  }

  /** The cosine to within about 0.003, −1 where the row is not held. */
  float cosine(int row, Code query, Kernel kernel) {
    Block block = block(row);
    if (block == null) {
      return -1;
    }
    int slot = Block.slotOf(row);
    int product = kernel.dot(block.codes, slot * stride, query.values);
    return product * block.scales[slot] * query.scale;
  }

  /** Offers every live, accepted row from the given one on. */
  void scan(int from, Code query, LongPredicate filter, Best best) {
    Kernel kernel = Kernels.current();
    int[] products = new int[Block.ROWS];
    int firstBlock = Block.blockOf(from);
    for (int number = firstBlock; number * Block.ROWS < count; number++) {
      Block block = blocks[number];
      if (block != null) {
        int rows = Math.min(Block.ROWS, count - number * Block.ROWS);
        kernel.dots(block.codes, rows, query.values, products);
        int first = number == firstBlock ? Block.slotOf(from) : 0;
        for (int slot = first; slot < rows; slot++) {
          float score = products[slot] * block.scales[slot] * query.scale;
          long id = block.ids[slot];
          if (best.wants(score, id) && !block.dead[slot] && filter.test(id)) {
            best.offer(score, id);
          }
        }
      }
    }
  }

  /** How many live rows of about {@code sample}, spread evenly, the filter accepts: 0 to 1. */
  double share(LongPredicate filter, int sample) {
    int live = 0;
    int accepted = 0;
    int step = Math.max(1, count / sample);
    for (int row = step / 2; row < count; row += step) {
      if (isLive(row)) {
        live++;
        if (filter.test(id(row))) {
          accepted++;
        }
      }
    }
    return live == 0 ? 0 : (double) accepted / live;
  }
}
