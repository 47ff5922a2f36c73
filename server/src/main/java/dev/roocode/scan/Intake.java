package dev.roocode.scan;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file, once, and applies the rules about contents. Looks again at what the walk saw,
 * since the file may have become something else meanwhile: a link, a pipe, a giant. Thread-safe.
 */
final class Intake {
  private final List<Root> roots;
  private final int maxFileBytes;

  Intake(List<Root> roots, int maxFileBytes) {
    this.roots = roots;
    this.maxFileBytes = maxFileBytes;
  }

  /** What came of it, and the verdict where it is left out. */
  record Taken(@Nullable SourceText source, Verdict verdict) {}

  Taken read(ScannedFile file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(
              file.absolute(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Verdict changed = look(file.absolute(), attributes);
      if (changed != null) {
        return new Taken(null, changed);
      }
      return read(file, attributes);
    } catch (IOException e) {
      return new Taken(null, Walk.failure(e));
    }
  }

  private @Nullable Verdict look(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      return Verdict.left(Rule.VANISHED, "a folder stands in its place");
    }
    if (!attributes.isRegularFile() && !attributes.isSymbolicLink()) {
      return Verdict.left(Rule.SPECIAL);
    }
    Path real = path.toRealPath();
    if (roots.stream().noneMatch(root -> root.holds(real))) {
      return Verdict.left(Rule.SYMLINK_OUTSIDE);
    }
    if (attributes.isSymbolicLink()) {
      return Verdict.left(Rule.SYMLINK);
    }
    long size = attributes.size();
    return size > maxFileBytes ? Judge.tooLarge(size, maxFileBytes) : null;
  }

  private Taken read(ScannedFile file, BasicFileAttributes attributes) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file.absolute(), LinkOption.NOFOLLOW_LINKS)) {
      byte[] head = in.readNBytes(ContentRules.HEAD_BYTES);
      if (ContentRules.isBinary(head)) {
        return new Taken(null, Verdict.left(Rule.BINARY));
      }
      byte[] rest = in.readNBytes(Math.max(0, maxFileBytes + 1 - head.length));
      content = Arrays.copyOf(head, head.length + rest.length);
      System.arraycopy(rest, 0, content, head.length, rest.length);
    }
    if (content.length > maxFileBytes) {
      return new Taken(null, Judge.tooLarge(content.length, maxFileBytes));
    }
    Decoding decoding = Decoding.of(content);
    Verdict verdict = ContentRules.of(file, decoding.text());
    if (verdict != null) {
      return new Taken(null, verdict);
    }
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    FileStamp stamp = new FileStamp(attributes.size(), modified, ContentHash.of(content));
    return new Taken(
        new SourceText(file, decoding.text(), stamp, decoding.charset()), Verdict.TAKEN);
  }
}
