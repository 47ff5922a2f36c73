package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The real disk, whose n-th operation fails when told so; after a crash every further one fails
 * too, as for a process that is gone.
 */
class FaultyDisk implements Disk {
  private final Disk real = SystemDisk.INSTANCE;
  private long left = -1;
  private boolean crashes;
  private boolean down;
  private long operations;

  /**
   * @param operation 1 is the next one
   * @param crash whether all that follow fail, too
   */
  void failAt(long operation, boolean crash) {
    left = operation;
    crashes = crash;
    down = false;
  }

  /** Works from now on; tells whether it had failed. */
  boolean heal() {
    boolean failed = left == 0;
    left = -1;
    down = false;
    return failed;
  }

  long operations() {
    return operations;
  }

  private void count(String operation) throws IOException {
    operations++;
    if (down) {
      throw new IOException("the process is gone: " + operation);
    }
    if (left > 0 && --left == 0) {
      down = crashes;
      throw new IOException("injected: " + operation);
    }
  }

  @Override
  public Output create(Path file) throws IOException {
    count("create");
    return new CountingOutput(real.create(file));
  }

  @Override
  public InputStream read(Path file) throws IOException {
    count("read");
    return new FilterInputStream(real.read(file)) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        count("read on");
        return super.read(bytes, offset, length);
      }
    };
  }

  @Override
  public boolean exists(Path path) {
    return real.exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    count("size");
    return real.size(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    count("list");
    return real.list(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    count("create folder");
    real.createFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    count("move");
    real.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    count("delete");
    real.delete(path);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    count("sync folder");
    real.syncFolder(folder);
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    count("usable");
    return real.usableBytes(folder);
  }

  /** A file of it. */
  private final class CountingOutput extends Output {
    private final Output real;

    CountingOutput(Output real) {
      this.real = real;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    /** A full disk takes a part before it refuses. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      boolean last = left == 1;
      if (last) {
        real.write(bytes, offset, length / 2);
      }
      count("write");
      real.write(bytes, offset, length);
    }

    @Override
    public void writeAt(byte[] bytes, long position) throws IOException {
      count("write at");
      real.writeAt(bytes, position);
    }

    @Override
    public void truncate(long length) throws IOException {
      count("truncate");
      real.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      count("sync");
      real.sync();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
