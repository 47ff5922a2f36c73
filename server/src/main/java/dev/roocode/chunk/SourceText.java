package dev.roocode.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.treesitter.TSNode;

/**
 * A text as the parser sees it: UTF-8, since offsets of a syntax tree are bytes. Half of a
 * surrogate pair becomes {@code ?}; rows stay the same.
 */
final class SourceText {
  private final byte[] bytes;
  private final int[] starts;

  SourceText(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  int sizeBytes() {
    return bytes.length;
  }

  /** Copies what stands at the offset and returns how much that is, 0 at the end. */
  int read(byte[] target, int offset) {
    int count = Math.max(0, Math.min(target.length, bytes.length - offset));
    System.arraycopy(bytes, Math.min(offset, bytes.length), target, 0, count);
    return count;
  }

  /** The row of a byte. */
  int row(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at : -at - 2;
  }

  /** The row where a piece ends, trailing line ends and spaces left out. */
  int lastRow(int start, int end) {
    int last = Math.min(end, bytes.length) - 1;
    while (last > start && bytes[last] <= ' ' && bytes[last] >= 0) {
      last--;
    }
    return row(Math.max(start, last));
  }

  boolean startsWith(TSNode node, String ascii) {
    return text(node, node.getStartByte(), ascii.length()).equals(ascii);
  }

  /** The text of a node that starts there, at most so many bytes of it. */
  String text(TSNode node, int start, int most) {
    int length = Math.min(node.getEndByte() - start, most);
    return new String(bytes, start, Math.max(0, length), StandardCharsets.UTF_8);
  }
}
