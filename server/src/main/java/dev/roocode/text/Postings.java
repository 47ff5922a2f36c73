package dev.roocode.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * An inverted index in memory: which chunks hold a term, how often, and how well chunks and whole
 * files match a question by BM25 ({@link Bm25}).
 *
 * <p>Terms are the numbers of a {@link Vocabulary}; chunks are numbered by the store with rising
 * identifiers; files by small numbers of the store's, 0 or more, used as indexes of arrays. About
 * 150 bytes per chunk and two per posting. Readers may run beside each other, not beside a writer:
 * the caller holds a lock. A {@link TextMatches} stays valid whatever is written afterwards.
 */
public final class Postings {
  /** Removed chunks are swept out once they are this many and a quarter of all. */
  private static final int SWEEP_FROM = 1024;

  private long[] ids = new long[256];
  private int[] files = new int[256];
  private int[] lengths = new int[256];
  private int[] fileLengths = new int[64];
  private int[] fileChunks = new int[64];
  private TermList terms = new TermList();
  private final BitSet removed = new BitSet();
  private int slots;
  private int removedCount;
  private int fileCount;
  private long totalLength;

  /**
   * Adds a chunk.
   *
   * @param chunkId larger than every identifier added before
   * @param file the chunk's file
   * @param packedTerms as {@link TermCounts#pack} makes them
   * @throws IllegalArgumentException if the identifier does not rise or the bytes are damaged
   */
  public void add(long chunkId, int file, byte[] packedTerms) {
    if (slots > 0 && chunkId <= ids[slots - 1]) {
      throw new IllegalArgumentException("chunk " + chunkId + " after " + ids[slots - 1]);
    }
    int[] length = {0};
    PackedTerms.decode(packedTerms, (term, count) -> length[0] += count);
    addSlot(chunkId, file, length[0]);
    int slot = slots - 1;
    PackedTerms.decode(packedTerms, (term, count) -> terms.append(term, slot, count));
  }

  /** Removes a chunk; one that is not there is left alone. */
  public void remove(long chunkId) {
    int slot = slot(chunkId);
    if (slot < 0) {
      return;
    }
    removed.set(slot);
    removedCount++;
    totalLength -= lengths[slot];
    fileLengths[files[slot]] -= lengths[slot];
    if (--fileChunks[files[slot]] == 0) {
      fileCount--;
    }
    if (removedCount >= SWEEP_FROM && removedCount * 4 > slots) {
      sweep();
    }
  }

  /** Chunks that are there. */
  public int size() {
    return slots - removedCount;
  }

  /** Files with at least one chunk. */
  public int files() {
    return fileCount;
  }

  /** Chunks that hold the term, not yet swept ones included; 0 for {@link Vocabulary#UNKNOWN}. */
  public int chunksWith(int term) {
    return terms.size(term);
  }

  /**
   * Scores every chunk and file that holds at least one of the terms.
   *
   * @param termIds numbers of the question's terms; unknown ones may be {@link Vocabulary#UNKNOWN}
   * @param weights of the terms, in the same order
   * @param accepts which files may answer; statistics count all files
   * @param limit the most chunks in {@link TextMatches#best}
   */
  public TextMatches match(int[] termIds, float[] weights, IntPredicate accepts, int limit) {
    float[] chunkScores = new float[slots];
    Bm25 perChunk = new Bm25(size(), totalLength);
    FileScores perFile = new FileScores(fileLengths, new Bm25(fileCount, totalLength));
    int[] buffer = new int[longest(termIds)];
    int[] counts = new int[buffer.length];
    for (int t = 0; t < termIds.length; t++) {
      int n = live(termIds[t], buffer, counts);
      if (n > 0) {
        perChunk.term(n, weights[t]);
        for (int i = 0; i < n; i++) {
          int slot = buffer[i];
          chunkScores[slot] += perChunk.score(counts[i], lengths[slot]);
          perFile.count(files[slot], counts[i]);
        }
        perFile.finishTerm(weights[t]);
      }
    }
    leaveOut(chunkScores, accepts);
    return new TextMatches(ids, files, chunkScores, perFile.scores(), limit);
  }

  private void leaveOut(float[] chunkScores, IntPredicate accepts) {
    byte[] known = new byte[fileLengths.length];
    for (int slot = 0; slot < slots; slot++) {
      if (chunkScores[slot] > 0) {
        int file = files[slot];
        if (known[file] == 0) {
          known[file] = (byte) (accepts.test(file) ? 1 : 2);
        }
        chunkScores[slot] = known[file] == 1 ? chunkScores[slot] : 0;
      }
    }
  }

  /** Reads a term's postings without those of removed chunks; returns how many. */
  private int live(int term, int[] buffer, int[] counts) {
    int n = terms.size(term);
    if (n == 0) {
      return 0;
    }
    terms.read(term, buffer, counts);
    if (removedCount == 0) {
      return n;
    }
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (!removed.get(buffer[i])) {
        buffer[kept] = buffer[i];
        counts[kept++] = counts[i];
      }
    }
    return kept;
  }

  private int longest(int[] termIds) {
    int longest = 0;
    for (int term : termIds) {
      longest = Math.max(longest, terms.size(term));
    }
    return longest;
  }

  private int slot(long chunkId) {
    int slot = Arrays.binarySearch(ids, 0, slots, chunkId);
    return slot >= 0 && removed.get(slot) ? -1 : slot;
  }

  private void addSlot(long chunkId, int file, int length) {
    if (slots == ids.length) {
      int room = slots + (slots >> 1);
      ids = Arrays.copyOf(ids, room);
      files = Arrays.copyOf(files, room);
      lengths = Arrays.copyOf(lengths, room);
    }
    if (file >= fileLengths.length) {
      int room = Math.max(file + 1, fileLengths.length + (fileLengths.length >> 1));
      fileLengths = Arrays.copyOf(fileLengths, room);
      fileChunks = Arrays.copyOf(fileChunks, room);
    }
    ids[slots] = chunkId;
    files[slots] = file;
    lengths[slots] = length;
    slots++;
    totalLength += length;
    fileLengths[file] += length;
    if (fileChunks[file]++ == 0) {
      fileCount++;
    }
  }

  /** Moves the chunks that are there together, in new arrays: answers given before keep theirs. */
  private void sweep() {
    int[] moved = new int[slots];
    int kept = 0;
    long[] newIds = new long[Math.max(256, size())];
    int[] newFiles = new int[newIds.length];
    int[] newLengths = new int[newIds.length];
    for (int slot = 0; slot < slots; slot++) {
      moved[slot] = removed.get(slot) ? -1 : kept;
      if (moved[slot] >= 0) {
        newIds[kept] = ids[slot];
        newFiles[kept] = files[slot];
        newLengths[kept++] = lengths[slot];
      }
    }
    terms = terms.moved(moved);
    ids = newIds;
    files = newFiles;
    lengths = newLengths;
    slots = kept;
    removed.clear();
    removedCount = 0;
  }
}
