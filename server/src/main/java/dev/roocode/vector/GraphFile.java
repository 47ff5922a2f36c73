package dev.roocode.vector;

import dev.roocode.base.AtomicFile;
import dev.roocode.domain.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code graph.jv}: magic, format, generation, dimensions, connections, node count (big-endian int,
 * int, long, int, int, int); per node a flag byte and, where it is 1, its identifier (long);
 * jvector's own heap format; CRC-32C of all before (long). Written aside, synced, renamed.
 *
 * <p>Derived data: whatever is wrong with it, a newer format included, it counts as absent.
 */
final class GraphFile {
  private static final int MAGIC = 0x52475248;
  private static final int FORMAT = 1;
  private static final int CHECKSUM_BYTES = Long.BYTES;

  /** Node numbers for each vector, used or not, in a graph that is taken over. */
  private static final int MOST_NUMBERS = 4;

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final Path target;
  private final Path aside;
  private final int dimensions;
  private final VectorSettings settings;

  GraphFile(Path folder, int dimensions, VectorSettings settings) {
    this.folder = folder;
    this.target = folder.resolve("graph.jv");
    this.aside = folder.resolve("graph.tmp");
    this.dimensions = dimensions;
    this.settings = settings;
  }

  Fault fault(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean full = reason.contains("No space left") || reason.contains("not enough space");
    Fault fault =
        full
            ? new Fault.DiskFull(target.toString(), "cannot be written", "free some space")
            : new Fault.Unavailable(
                target.toString(), "cannot be written", "check the folder and its permissions");
    return fault.causedBy(cause);
  }

  void delete() throws IOException {
    Files.deleteIfExists(target);
    Files.deleteIfExists(aside);
  }

  /** Writes the graph; false where it cannot be read back. Nothing may be doomed. */
  boolean write(long generation, Graph graph, View view) throws IOException {
    if (!graph.isSavable()) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      CRC32C checksum = new CRC32C();
      BufferedOutputStream buffer =
          new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
      DataOutputStream out = new DataOutputStream(new CheckedOutputStream(buffer, checksum));
      writeHeader(out, generation, graph.rowsByNode(), view);
      graph.save(out);
      out.flush();
      new DataOutputStream(buffer).writeLong(checksum.getValue());
      buffer.flush();
      channel.force(true);
    }
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    AtomicFile.syncFolder(folder);
    return true;
  }

  private void writeHeader(DataOutputStream out, long generation, int[] rowOf, View view)
      throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(FORMAT);
    out.writeLong(generation);
    out.writeInt(dimensions);
    out.writeInt(settings.maxConnections());
    out.writeInt(rowOf.length);
    for (int row : rowOf) {
      boolean isNode = view.holds(row);
      out.writeByte(isNode ? 1 : 0);
      if (isNode) {
        out.writeLong(view.id(row));
      }
    }
  }

  /** The saved graph, if it is whole, of this generation, and knows only vectors that are there. */
  @Nullable Graph read(long generation, Rows rows) {
    try {
      long size = Files.size(target);
      if (size <= CHECKSUM_BYTES || !isWhole(size - CHECKSUM_BYTES)) {
        return null;
      }
      try (DataInputStream in = open()) {
        int[] rowOf = readHeader(in, generation, rows);
        return rowOf == null
            ? null
            : new Graph(
                dimensions, settings, rows, new SavedGraph(rowOf, new SequentialReader(in)));
      }
    } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
      return null; // absent, unreadable, or of another jvector: rebuilt
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(target), BUFFER_BYTES));
  }

  private boolean isWhole(long contentBytes) throws IOException {
    CRC32C checksum = new CRC32C();
    try (InputStream in = Files.newInputStream(target)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = contentBytes;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          return false;
        }
        checksum.update(buffer, 0, count);
        left -= count;
      }
      return new DataInputStream(in).readLong() == checksum.getValue();
    }
  }

  /** The rows by node; null when the graph is not the one that is wanted. */
  private int @Nullable [] readHeader(DataInputStream in, long generation, Rows rows)
      throws IOException {
    boolean wanted =
        in.readInt() == MAGIC
            && in.readInt() == FORMAT
            && in.readLong() == generation
            && in.readInt() == dimensions
            && in.readInt() == settings.maxConnections();
    int nodes = wanted ? in.readInt() : 0;
    if (nodes <= 0 || nodes > MOST_NUMBERS * (long) rows.size()) {
      return null; // after long use most numbers are holes: time for a new graph
    }
    int[] rowOf = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      rowOf[node] = IdMap.ABSENT;
      if (in.readByte() == 1) {
        rowOf[node] = rows.row(in.readLong());
        if (rowOf[node] == IdMap.ABSENT) {
          return null;
        }
      }
    }
    return rowOf;
  }
}
