package dev.roocode.backup;

import dev.roocode.backup.Findings.Damage;
import dev.roocode.base.Disk;
import dev.roocode.domain.Fault;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of what is only kept to be fast: like those of the index in name, seal and publication,
 * but losing one loses nothing. Sealed inside: length (int), content.
 */
final class CacheSnapshots {
  /** The newest, and one to fall back on. */
  static final int KEPT = 2;

  static final int CONTENT_MAX = 256 << 20;

  private static final String TEMPORARY = ".caching.tmp";
  private static final int BUFFER = 1 << 16;

  private final Vault vault;
  private final Repository repository;

  CacheSnapshots(Vault vault, Repository repository) {
    this.vault = vault;
    this.repository = repository;
  }

  /** Publishes as the index's are: temporary, forced, read back, renamed, folder forced. */
  Snapshot write(byte[] content, Instant now) throws IOException {
    if (content.length > CONTENT_MAX) {
      throw new Fault.TooLarge(
          "cache", "is larger than " + (CONTENT_MAX >> 20) + " MB", "lower cacheMegabytes");
    }
    List<SnapshotId> former = repository.caches();
    long sequence = former.isEmpty() ? 1 : former.getLast().sequence() + 1;
    SnapshotId id = SnapshotId.cache(sequence, now);
    Disk disk = vault.disk();
    DiskFaults.demandSpace(
        vault.folder(), content.length + (2L << 20), disk.usableBytes(vault.folder()));
    Path temporary = vault.folder().resolve(TEMPORARY);
    disk.delete(temporary);
    boolean done = false;
    try {
      seal(temporary, id, content);
      read(temporary, id);
      disk.move(temporary, vault.file(id));
      done = true;
      disk.syncFolder(vault.folder());
    } finally {
      if (!done) {
        disk.delete(temporary);
      }
    }
    for (SnapshotId old : former.subList(0, Math.max(0, former.size() + 1 - KEPT))) {
      disk.delete(vault.file(old));
    }
    return new Snapshot(id, disk.size(vault.file(id)), null, true, 0);
  }

  private void seal(Path target, SnapshotId id, byte[] content) throws IOException {
    Preamble preamble =
        new Preamble(Preamble.FORMAT, vault.keys().keyId(), vault.repository(), id.toString());
    try (Disk.Output file = vault.disk().create(target)) {
      MessageDigest sum = PageTable.sha256();
      OutputStream summed = new BufferedOutputStream(new DigestOutputStream(file, sum), BUFFER);
      preamble.writeTo(new DataOutputStream(summed));
      byte[] associated = preamble.associated(vault.repository(), id.fileName());
      try (OutputStream sealing =
              vault
                  .keys()
                  .streaming(Vault.PURPOSE)
                  .newEncryptingStream(new SnapshotWriter.StaysOpen(summed), associated);
          DataOutputStream sealed = new DataOutputStream(sealing)) {
        sealed.writeInt(content.length);
        sealed.write(content);
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot seal", e);
      }
      summed.flush();
      file.write(sum.digest());
      file.sync();
    }
  }

  /** The newest content that can be read. */
  Optional<byte[]> newest() throws IOException {
    for (SnapshotId id : repository.caches().reversed()) {
      Optional<byte[]> content = readable(id);
      if (content.isPresent()) {
        return content;
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> readable(SnapshotId id) throws IOException {
    try {
      return Optional.of(read(vault.file(id), id));
    } catch (Fault e) { // damaged, of another key or a newer program: the one before may do
      return Optional.empty();
    }
  }

  private byte[] read(Path file, SnapshotId id) throws IOException {
    SnapshotReader.demandWhole(vault, file);
    try (InputStream plain = new BufferedInputStream(vault.disk().read(file), BUFFER)) {
      Preamble preamble = SnapshotReader.preamble(plain, file);
      SnapshotReader.check(vault, preamble, file, id);
      long length =
          vault.disk().size(file) - preamble.length() - PageTable.sha256().getDigestLength();
      byte[] associated = preamble.associated(vault.repository(), id.fileName());
      InputStream opening =
          vault
              .keys()
              .streaming(Vault.PURPOSE, preamble.keyId())
              .newDecryptingStream(new SnapshotReader.Part(plain, length), associated);
      return content(new DataInputStream(opening), file);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot open", e);
    }
  }

  private static byte[] content(DataInputStream sealed, Path file) {
    try {
      int length = sealed.readInt();
      if (length < 0 || length > CONTENT_MAX) {
        throw SnapshotReader.damaged(file, "it holds " + length + " bytes");
      }
      byte[] content = sealed.readNBytes(length);
      if (content.length < length || sealed.read() >= 0) {
        throw SnapshotReader.damaged(file, "it is not as long as it says");
      }
      return content;
    } catch (IOException e) {
      throw SnapshotReader.damaged(file, "it does not go on as it was sealed").causedBy(e);
    }
  }

  /** As they are listed; each is looked at as a whole. */
  List<Snapshot> listed() throws IOException {
    List<Snapshot> listed = new ArrayList<>();
    for (SnapshotId id : repository.caches()) {
      listed.add(new Snapshot(id, vault.disk().size(vault.file(id)), null, isWhole(id), 0));
    }
    return listed;
  }

  private boolean isWhole(SnapshotId id) throws IOException {
    try {
      SnapshotReader.demandWhole(vault, vault.file(id));
      return true;
    } catch (Fault.Corrupt e) {
      return false;
    }
  }

  boolean holds(@Nullable String id) throws IOException {
    return repository.caches().stream().anyMatch(cache -> cache.toString().equals(id));
  }

  /**
   * Reads them as a whole.
   *
   * @param only all where null
   */
  Findings check(@Nullable String only) throws IOException {
    List<Damage> damaged = new ArrayList<>();
    int checked = 0;
    for (SnapshotId id : repository.caches()) {
      if (only == null || id.toString().equals(only)) {
        checked++;
        try {
          read(vault.file(id), id);
        } catch (Fault e) {
          damaged.add(new Damage(id.toString(), e.line()));
        }
      }
    }
    return new Findings(checked, damaged, List.of());
  }

  /** They are loaded by themselves, and hold no index. */
  void refuse(Choice choice) throws IOException {
    if (choice instanceof Choice.ById(String id) && holds(id)) {
      throw new Fault.Invalid(
          "restore", id + " holds caches, no index", "choose a full or incremental backup");
    }
  }
}
