package dev.roocode.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.StreamingAead;
import dev.roocode.base.Cancellation;
import dev.roocode.base.SystemDisk;
import dev.roocode.crypt.Keyring;
import dev.roocode.domain.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is sealed with the right key is not believed either: a snapshot whose content was written by
 * a program with a mistake, or by somebody who has the key, is refused, and the index stays.
 */
class ForgedSnapshotTest {
  @TempDir Path root;

  /** The sealed part of a full snapshot, by its places. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Layout(byte[] plain) {
    int json() {
      return ByteBuffer.wrap(plain).getInt();
    }

    int table() {
      return 4 + json();
    }

    int pages() {
      return ByteBuffer.wrap(plain).getInt(table() + 32);
    }

    int stored() {
      return table() + 36 + 16 * pages();
    }

    int firstPage() {
      return stored() + 4;
    }

    byte[] with(int position, int value) {
      byte[] changed = plain.clone();
      ByteBuffer.wrap(changed).putInt(position, value);
      return changed;
    }

    byte[] withJson(String from, String to) {
      String json = new String(plain, 4, json(), StandardCharsets.UTF_8);
      assertTrue(json.contains(from), json);
      byte[] text = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(plain.length - json() + text.length)
          .putInt(text.length)
          .put(text)
          .put(plain, table(), plain.length - table())
          .array();
    }
  }

  /** Seals a snapshot anew with another content, its outer sum and all. */
  static void forge(Kept kept, SnapshotId id, UnaryOperator<byte[]> change) throws IOException {
    byte[] file = Files.readAllBytes(kept.file(id));
    Preamble preamble = Preamble.readFrom(new DataInputStream(new ByteArrayInputStream(file)));
    String repository = Ledger.read(kept.data, SystemDisk.INSTANCE).repository();
    byte[] associated = preamble.associated(repository, id.fileName());
    StreamingAead seal = Keyring.open(kept.data).streaming(Vault.PURPOSE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      InputStream sealed =
          new ByteArrayInputStream(file, preamble.length(), file.length - preamble.length() - 32);
      byte[] plain = seal.newDecryptingStream(sealed, associated).readAllBytes();
      preamble.writeTo(new DataOutputStream(out));
      try (OutputStream sealing = seal.newEncryptingStream(out, associated)) {
        sealing.write(change.apply(plain));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    write(kept, id, out.toByteArray());
  }

  private static void write(Kept kept, SnapshotId id, byte[] content) throws IOException {
    byte[] whole = Arrays.copyOf(content, content.length + 32);
    System.arraycopy(PageTable.sha256().digest(content), 0, whole, content.length, 32);
    Files.write(kept.file(id), whole);
  }

  @Test
  void everyPlaceOfAFullSnapshot() throws IOException {
    Map<String, UnaryOperator<byte[]>> forgeries = new LinkedHashMap<>();
    forgeries.put("header of less than nothing", plain -> new Layout(plain).with(0, -1));
    forgeries.put("header without end", plain -> new Layout(plain).with(0, 1 << 20));
    forgeries.put("no object", plain -> new Layout(plain).withJson("{\"id\"", "[{\"id\""));
    forgeries.put("no hash of the base", plain -> new Layout(plain).withJson("baseHash", "other"));
    forgeries.put(
        "a list", plain -> new Layout(plain).withJson("\"model\":\"model\"", "\"model\":[]"));
    forgeries.put(
        "no number", plain -> new Layout(plain).withJson("\"queued\":0", "\"queued\":\"x\""));
    forgeries.put("a name that is none", plain -> new Layout(plain).withJson("-full-", "-fool-"));
    forgeries.put(
        "another name", plain -> new Layout(plain).withJson("000001-full", "000009-full"));
    forgeries.put(
        "other counts", plain -> new Layout(plain).withJson("\"files\":1", "\"files\":2"));
    forgeries.put("pages below nothing", plain -> places(plain, at -> at.table() + 32, -1));
    forgeries.put("too many pages", plain -> places(plain, at -> at.table() + 32, 1 << 23));
    forgeries.put("a table that ends", plain -> places(plain, at -> at.table() + 32, 1 << 20));
    forgeries.put(
        "one stored less", plain -> places(plain, Layout::stored, new Layout(plain).pages() - 1));
    forgeries.put(
        "none stored",
        plain -> Arrays.copyOf(places(plain, Layout::stored, 0), new Layout(plain).firstPage()));
    forgeries.put("not the first page", plain -> places(plain, Layout::firstPage, 1));
    forgeries.put("before the first page", plain -> places(plain, Layout::firstPage, -5));
    forgeries.put("a page too long", plain -> places(plain, at -> at.firstPage() + 4, 0x7fff0000));
    forgeries.put("a page too short", plain -> places(plain, at -> at.firstPage() + 4, 0x00100000));
    forgeries.put("a page that is another", plain -> places(plain, at -> at.firstPage() + 200, 77));
    forgeries.put("one stored more", ForgedSnapshotTest::withOneMore);
    forgeries.put("the sum of another file", plain -> places(plain, Layout::table, 77));
    forgeries.put("something behind", plain -> Arrays.copyOf(plain, plain.length + 1));
    forgeries.put("nothing", plain -> new byte[0]);
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId id = kept.full();
      byte[] sound = Files.readAllBytes(kept.file(id));
      Map<String, String> before = kept.content();
      for (Map.Entry<String, UnaryOperator<byte[]>> forgery : forgeries.entrySet()) {
        forge(kept, id, forgery.getValue());
        assertThrows(Fault.Corrupt.class, () -> kept.prepare(id), forgery.getKey());
        assertFalse(kept.backups.verify(null, true, kept.store, Cancellation.NEVER).isSound());
        Files.write(kept.file(id), sound);
      }
      forge(kept, id, plain -> plain);
      kept.backups.discard(kept.prepare(id));
      assertEquals(before, kept.content());
      assertTrue(
          kept.backups.verify(id.toString(), true, kept.store, Cancellation.NEVER).isSound());
    }
  }

  private static byte[] places(byte[] plain, ToIntFunction<Layout> place, int value) {
    Layout layout = new Layout(plain);
    return layout.with(place.applyAsInt(layout), value);
  }

  /** A page of zeros behind the last, which the table does not know. */
  private static byte[] withOneMore(byte[] plain) {
    Layout layout = new Layout(plain);
    int stored = ByteBuffer.wrap(plain).getInt(layout.stored());
    return ByteBuffer.allocate(plain.length + 6 + PageTable.PAGE_BYTES)
        .put(layout.with(layout.stored(), stored + 1))
        .putInt(layout.pages())
        .putShort((short) PageTable.PAGE_BYTES)
        .array();
  }

  @Test
  void anIncrementOfAnotherBase() throws IOException {
    try (Kept kept = Kept.in(root).index(2, "a")) {
      kept.full();
      kept.change(0, "b");
      SnapshotId increment = kept.increment();
      byte[] sound = Files.readAllBytes(kept.file(increment));
      forge(
          kept,
          increment,
          plain -> {
            String json = new String(plain, 4, new Layout(plain).json(), StandardCharsets.UTF_8);
            String hash = json.replaceAll("(?s).*\"baseHash\":\"([0-9a-f]{64})\".*", "$1");
            return new Layout(plain).withJson(hash, "0".repeat(64));
          });
      Fault fault = assertThrows(Fault.Corrupt.class, () -> kept.prepare(increment));
      assertTrue(fault.line().contains("its base"), fault.line());
      Files.write(kept.file(increment), sound);
      forge(kept, increment, plain -> places(plain, Layout::firstPage, 1 << 20));
      assertThrows(Fault.Corrupt.class, () -> kept.prepare(increment), "a page beyond the end");
      Files.write(kept.file(increment), sound);
      forge(kept, increment, ForgedSnapshotTest::withOneMore);
      assertThrows(Fault.Corrupt.class, () -> kept.prepare(increment), "one page too many");
      Files.write(kept.file(increment), sound);
      kept.backups.discard(kept.prepare(increment));
    }
  }

  @Test
  void whatBeginsOrEndsOtherwise() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      SnapshotId id = kept.full();
      byte[] sound = Files.readAllBytes(kept.file(id));
      byte[] body = Arrays.copyOf(sound, sound.length - 32);
      byte[] magic = body.clone();
      magic[0] = 'X';
      byte[] text = body.clone();
      text[12] = 0x7f; // the length of the key's name
      for (byte[] other : List.of(magic, text, Arrays.copyOf(body, 9), new byte[0])) {
        write(kept, id, other);
        assertThrows(Fault.Corrupt.class, () -> kept.prepare(id));
      }
      for (int length : new int[] {0, 5, 31, 32}) {
        Files.write(kept.file(id), Arrays.copyOf(sound, length));
        assertThrows(Fault.Corrupt.class, () -> kept.prepare(id), "length " + length);
      }
    }
  }

  @Test
  void aRepositoryFileOfANewerProgramOrWithoutSense() throws IOException {
    try (Kept kept = Kept.in(root).index(1, "a")) {
      kept.full();
      Path repo = kept.folder().resolve(Repository.FILE);
      String sound = Files.readString(repo);
      Files.writeString(repo, sound.replace("\"format\":1", "\"format\":7"));
      assertThrows(Fault.TooNew.class, kept.backups::list);
      for (String nonsense :
          List.of(
              "{}",
              "[]",
              "{\"format\":1}",
              "{\"format\":1,\"repository\":\"x\"}",
              "{\"format\":0,\"repository\":\"x\",\"workspace\":\"y\"}")) {
        Files.writeString(repo, nonsense);
        assertEquals(1, kept.backups.list().size(), nonsense);
      }
      Files.writeString(repo, sound.replace("\"format\":1", "\"format\":\"one\""));
      assertEquals(1, kept.backups.list().size());
    }
  }
}
