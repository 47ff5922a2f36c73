package dev.roocode.crypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.StreamingAead;
import dev.roocode.domain.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  private static final byte[] NOTHING = new byte[0];

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("keys").resolve(Keyring.FILE);
  }

  private Keyring open() {
    return Keyring.open(folder.resolve("keys"));
  }

  @Test
  void aRingIsMadeOnceAndReadAgain() throws IOException {
    Keyring made = open();
    assertTrue(made.keyId().matches("[0-9a-f]{8}"));
    assertEquals(List.of(made.keyId()), open().keyIds());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))));
    assertNotEquals(made.keyId(), Keyring.open(folder.resolve("others")).keyId());
  }

  @Test
  void manyWhoMakeItAtOnceGetTheSameRing() throws InterruptedException, ExecutionException {
    Set<String> ids = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> rings = new ArrayList<>();
      for (int count = 0; count < 32; count++) {
        rings.add(threads.submit(() -> open().keyId()));
      }
      for (Future<String> ring : rings) {
        ids.add(ring.get());
      }
    }
    assertEquals(1, ids.size());
  }

  @Test
  void rotationMakesANewActiveKeyAndKeepsTheOld() {
    Keyring first = open();
    Keyring second = first.rotate();
    assertEquals(List.of(second.keyId(), first.keyId()), second.keyIds());
    assertEquals(second.keyIds(), open().keyIds());
    assertEquals(List.of(first.keyId()), first.keyIds(), "a ring does not change");
  }

  @Test
  void aRingHasABound() {
    Keyring ring = open();
    for (int count = 1; count < KeyText.MAX_KEYS; count++) {
      ring = ring.rotate();
    }
    assertThrows(Fault.TooLarge.class, ring::rotate);
    assertEquals(KeyText.MAX_KEYS, open().keyIds().size());
  }

  @Test
  void rotatingARingWhoseFileIsGoneMakesANewOne() throws IOException {
    Keyring ring = open();
    Files.delete(file());
    assertEquals(1, ring.rotate().keyIds().size());
  }

  @Test
  void theRecoveryCodeIsGivenOutOnceAndRestoresTheKey() throws IOException {
    Keyring ring = open();
    String code = ring.recoveryCode().orElseThrow();
    assertEquals(Optional.empty(), ring.recoveryCode());
    assertEquals(Optional.empty(), open().recoveryCode());
    Files.delete(file());
    Keyring restored = Keyring.recover(folder.resolve("keys"), code.toLowerCase(Locale.ROOT));
    assertEquals(ring.keyIds(), restored.keyIds());
    assertEquals(Optional.empty(), restored.recoveryCode(), "whoever typed it has it");
    assertEquals(ring.keyIds(), Keyring.recover(folder.resolve("keys"), code).keyIds());
  }

  @Test
  void aRecoveredKeyJoinsTheRingAsAnOlderOne() {
    Keyring lost = Keyring.open(folder.resolve("lost"));
    String code = lost.recoveryCode().orElseThrow();
    Keyring ring = open();
    Keyring both = Keyring.recover(folder.resolve("keys"), code);
    assertEquals(List.of(ring.keyId(), lost.keyId()), both.keyIds());
    assertTrue(both.recoveryCode().isPresent(), "that of the active key was never shown");
  }

  @Test
  void afterARotationThereIsANewCodeAndNoneForARingThatIsStale() {
    Keyring first = open();
    first.recoveryCode();
    Keyring second = first.rotate();
    assertEquals(Optional.empty(), first.recoveryCode());
    assertTrue(second.recoveryCode().isPresent());
  }

  @Test
  void aCodeCanBeHadAfterTheFileIsLostWhileTheRingIsOpen() throws IOException {
    Keyring ring = open();
    Files.delete(file());
    assertTrue(ring.recoveryCode().isPresent());
    assertEquals(ring.keyIds(), open().keyIds(), "the file is there again");
  }

  @Test
  void materialHandedInIsARingWithoutAFile() {
    String one = material(1);
    String two = material(2);
    Keyring ring = Keyring.of(List.of(one, " " + two + "\n"));
    assertEquals(ring.keyIds().reversed(), Keyring.of(List.of(two, one)).keyIds());
    assertThrows(Fault.Invalid.class, ring::rotate);
    String code = ring.recoveryCode().orElseThrow();
    assertEquals(one, Keyring.recover(code));
    assertEquals(code, ring.recoveryCode().orElseThrow());
  }

  @Test
  void ringsCanBeJoined() {
    Keyring ring = open();
    Keyring other = Keyring.of(List.of(material(1)));
    assertEquals(List.of(other.keyId(), ring.keyId()), other.with(ring).keyIds());
    assertEquals(ring.keyIds(), ring.with(ring).keyIds());
    assertThrows(Fault.Invalid.class, () -> ring.with(other).rotate(), "it is in no one file");
  }

  private static String material(int first) {
    byte[] key = new byte[MasterKey.BYTES];
    key[0] = (byte) first;
    return Base64.getEncoder().encodeToString(key);
  }

  @Test
  void badMaterialIsRefusedAndNeverRepeated() {
    List<List<String>> bad =
        List.of(
            List.of(),
            List.of("secret!"),
            List.of("c2hvcnQ="),
            List.of(material(1), ""),
            Collections.nCopies(KeyText.MAX_KEYS + 1, material(1)));
    for (List<String> material : bad) {
      Fault fault = assertThrows(Fault.Invalid.class, () -> Keyring.of(material));
      assertFalse(fault.line().contains("secret") || fault.line().contains("c2hv"));
    }
  }

  @Test
  void aNamedFileMustExist() {
    Path named = folder.resolve("elsewhere");
    assertThrows(Fault.NotFound.class, () -> Keyring.openFile(named));
    Keyring ring = open();
    assertEquals(ring.keyIds(), Keyring.openFile(file()).keyIds());
  }

  @Test
  void othersMustNotReadTheFile() throws IOException {
    open();
    for (String loose : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-")) {
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(loose));
      Fault fault = assertThrows(Fault.Denied.class, this::open);
      assertEquals(file().toString(), fault.resource());
      assertTrue(fault.hint().startsWith("chmod 600"));
    }
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
    open();
  }

  @Test
  void everyCutAndEveryFlippedBitIsDetected() throws IOException {
    open().rotate().recoveryCode();
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      put(Arrays.copyOf(whole, length));
      assertThrows(Fault.Corrupt.class, this::open, "cut to " + length);
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      put(flipped);
      Fault fault = assertThrows(Fault.class, this::open, "bit " + bit);
      assertTrue(fault instanceof Fault.Corrupt || fault instanceof Fault.TooNew, fault.line());
    }
  }

  private void put(byte[] content) throws IOException {
    Files.write(file(), content);
  }

  private void put(String content) throws IOException {
    put(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void otherFilesAreNoKeyFiles() throws IOException {
    open();
    put(new byte[KeyText.MAX_BYTES + 1]);
    assertThrows(Fault.Corrupt.class, this::open);
    for (String body : List.of("", "key !\n", "key c2hvcnQ=\n", "what\n")) {
      put(summed("roocode-rag keys 1\n" + body));
      Fault fault = assertThrows(Fault.Corrupt.class, this::open, body);
      assertEquals(file().toString(), fault.resource());
    }
    put(summed("roocode-rag keys 1\n" + ("key " + material(1) + "\n").repeat(65)));
    assertThrows(Fault.Corrupt.class, this::open);
    put("roocode-rag keys x\n");
    assertThrows(Fault.Corrupt.class, this::open);
    put("roocode-rag keys \n");
    assertThrows(Fault.Corrupt.class, this::open);
  }

  @Test
  void aNewerFileIsRefusedAndLeftAlone() throws IOException {
    open();
    String newer = summed("roocode-rag keys 2\nkeyring sealed by something new\n");
    put(newer);
    Fault fault = assertThrows(Fault.TooNew.class, this::open);
    assertEquals(file().toString(), fault.resource());
    assertThrows(Fault.TooNew.class, () -> Keyring.recover(folder.resolve("keys"), code(3)));
    assertEquals(newer, Files.readString(file()));
  }

  private static String code(int first) {
    return Keyring.of(List.of(material(first))).recoveryCode().orElseThrow();
  }

  private static String summed(String text) {
    byte[] sum = KeyText.sha256(text.getBytes(StandardCharsets.UTF_8));
    return text + "sha256 " + HexFormat.of().formatHex(sum) + "\n";
  }

  @Test
  void aFolderThatIsAFileIsAFault() throws IOException {
    Files.writeString(folder.resolve("keys"), "not a folder");
    assertThrows(Fault.Unavailable.class, this::open);
  }

  @Test
  void aStreamOpensWithItsKeyAndPurposeOnly() throws GeneralSecurityException, IOException {
    Keyring first = open();
    byte[] plain = new byte[3_000_000];
    new Random(7).nextBytes(plain);
    byte[] sealed = sealed(first.streaming("backup"), plain);
    assertArrayEquals(plain, opened(first.streaming("backup"), sealed));
    Keyring second = first.rotate();
    assertArrayEquals(plain, opened(second.streaming("backup", first.keyId()), sealed));
    assertThrows(IOException.class, () -> opened(second.streaming("backup"), sealed));
    assertThrows(IOException.class, () -> opened(first.streaming("graph"), sealed));
    Fault fault = assertThrows(Fault.Denied.class, () -> first.streaming("backup", "00000000"));
    assertEquals("key 00000000", fault.resource());
  }

  private static byte[] sealed(StreamingAead aead, byte[] plain)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = aead.newEncryptingStream(bytes, NOTHING)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] opened(StreamingAead aead, byte[] sealed)
      throws GeneralSecurityException, IOException {
    return aead.newDecryptingStream(new ByteArrayInputStream(sealed), NOTHING).readAllBytes();
  }

  @Test
  void tokensAreNamesThatDependOnKeyAndPurpose() {
    Keyring first = open();
    Keyring second = first.rotate();
    byte[] word = {'w'};
    long name = first.tokens("terms").number(word);
    assertEquals(name, first.tokens("terms").number(word));
    assertEquals(name, second.tokens("terms", first.keyId()).number(word));
    assertNotEquals(name, second.tokens("terms").number(word));
    assertNotEquals(name, first.tokens("names").number(word));
    assertEquals(16, first.tokens("terms").name(word).length);
    assertThrows(Fault.Denied.class, () -> first.tokens("terms", second.keyId()));
  }

  @Test
  void nothingThatPrintsItselfTellsAKey() throws IOException {
    Keyring ring = open();
    String secret = Files.readString(file()).split("\n", -1)[1].substring(4);
    KeyText text = KeyText.parse("x", Files.readString(file()));
    for (Object thing : List.of(ring, text, text.keys(), ring.tokens("t"), ring.fields("f"))) {
      assertFalse(thing.toString().contains(secret), thing.toString());
    }
  }
}
