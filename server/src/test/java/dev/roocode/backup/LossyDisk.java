package dev.roocode.backup;

import dev.roocode.base.Disk;
import dev.roocode.base.SystemDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk that loses its power. Of a file only what was forced out is sure to be there; whether it
 * has its name, only once its folder was forced out. What was not forced out may be there, too, or
 * half of it: chance decides. Until then it is the real disk.
 */
final class LossyDisk implements Disk {
  /** A file, whatever its name. */
  private static final class Inode {
    byte @Nullable [] durable;
  }

  private final Disk real = SystemDisk.INSTANCE;
  private final Random random;
  private final Map<Path, Inode> names = new HashMap<>();
  private final Map<Path, Map<Path, Inode>> durableNames = new HashMap<>();
  private long left;

  LossyDisk(Random random) {
    this.random = random;
  }

  /** What is there now is there for good; after so many operations the power goes. */
  void start(Path root, long operations) throws IOException {
    names.clear();
    durableNames.clear();
    left = operations;
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Inode inode = new Inode();
            inode.durable = Files.readAllBytes(file);
            names.put(file, inode);
            durable(file.getParent()).put(file, inode);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            durable(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Map<Path, Inode> durable(@Nullable Path folder) {
    return durableNames.computeIfAbsent(Objects.requireNonNull(folder), key -> new TreeMap<>());
  }

  boolean isOut() {
    return left <= 0;
  }

  private void count() throws IOException {
    if (left <= 0 || --left == 0) {
      throw new IOException("the power is out");
    }
  }

  /** Makes the folder what a machine finds that is switched on again. */
  void powerUp(Path root, Set<Path> unwatched) throws IOException {
    Map<Path, byte[]> found = new LinkedHashMap<>();
    Set<Path> folders = new HashSet<>(durableNames.keySet());
    names.keySet().forEach(name -> folders.add(Objects.requireNonNull(name.getParent())));
    for (Path folder : folders) {
      Map<Path, Inode> known = durable(folder);
      Set<Path> all = new HashSet<>(known.keySet());
      names.keySet().stream().filter(name -> folder.equals(name.getParent())).forEach(all::add);
      for (Path name : all) {
        Inode before = known.get(name);
        Inode after = names.get(name);
        Inode which = random.nextBoolean() ? before : after;
        if (before == after || which != null) {
          Inode there = which == null ? before : which;
          if (there != null) {
            found.put(name, content(there, name));
          }
        }
      }
    }
    clear(root, unwatched);
    for (Map.Entry<Path, byte[]> file : found.entrySet()) {
      Files.createDirectories(Objects.requireNonNull(file.getKey().getParent()));
      Files.write(file.getKey(), file.getValue());
    }
  }

  /** What was forced out, or, if chance will have it, some of what was written since. */
  private byte[] content(Inode inode, Path name) throws IOException {
    byte[] durable = inode.durable;
    byte[] sure = durable == null ? new byte[0] : durable;
    if (names.get(name) != inode || !Files.exists(name) || random.nextBoolean()) {
      return sure;
    }
    byte[] written = Files.readAllBytes(name);
    byte[] mixed = new byte[random.nextBoolean() ? written.length : sure.length];
    for (int from = 0; from < mixed.length; from += 512) {
      byte[] source = random.nextBoolean() ? written : sure;
      int length = Math.min(Math.min(512, mixed.length - from), Math.max(0, source.length - from));
      if (length > 0) {
        System.arraycopy(source, from, mixed, from, length);
      }
    }
    return durable == null || !java.util.Arrays.equals(sure, written) ? mixed : sure;
  }

  private static void clear(Path root, Set<Path> unwatched) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (unwatched.stream().noneMatch(file::startsWith)) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public Output create(Path file) throws IOException {
    count();
    Output output = real.create(file);
    Inode inode = new Inode();
    names.put(file, inode);
    return new TrackedOutput(output, file, inode);
  }

  @Override
  public InputStream read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public boolean exists(Path path) {
    return real.exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return real.size(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return real.list(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    count();
    real.createFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    count();
    real.move(from, to);
    Map<Path, Inode> moved = new HashMap<>();
    names.forEach((name, inode) -> {
      if (name.startsWith(from)) {
        moved.put(to.resolve(from.relativize(name)), inode);
      }
    });
    names.keySet().removeIf(name -> name.startsWith(from));
    if (moved.size() == 1 && moved.containsKey(to.resolve(""))) {
      names.put(to, moved.values().iterator().next());
    } else {
      names.putAll(moved);
      moveFolder(from, to);
    }
  }

  /** A folder keeps what it holds, under the one name or the other. */
  private void moveFolder(Path from, Path to) {
    Map<Path, Inode> held = durableNames.remove(from);
    if (held != null) {
      held.forEach((name, inode) -> durable(to).put(to.resolve(from.relativize(name)), inode));
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    count();
    real.delete(path);
    names.remove(path);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    count();
    real.syncFolder(folder);
    Map<Path, Inode> known = durable(folder);
    known.clear();
    names.forEach((name, inode) -> {
      if (folder.equals(name.getParent())) {
        known.put(name, inode);
      }
    });
  }

  @Override
  public long usableBytes(Path folder) throws IOException {
    return real.usableBytes(folder);
  }

  /** A file of it. */
  private final class TrackedOutput extends Output {
    private final Output real;
    private final Path file;
    private final Inode inode;

    TrackedOutput(Output real, Path file, Inode inode) {
      this.real = real;
      this.file = file;
      this.inode = inode;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count();
      real.write(bytes, offset, length);
    }

    @Override
    public void writeAt(byte[] bytes, long position) throws IOException {
      count();
      real.writeAt(bytes, position);
    }

    @Override
    public void truncate(long length) throws IOException {
      count();
      real.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      count();
      real.sync();
      inode.durable = Files.readAllBytes(file);
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
