package dev.roocode.backup;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The clear beginning of a snapshot file: what must be known before it can be opened, and lets a
 * wrong key, another workspace and a new name be told apart. It is authenticated with the rest.
 *
 * @param format of what follows
 * @param keyId the key that it is sealed with
 * @param repository where it belongs: 32 hexadecimal digits
 * @param name that it was published under
 */
record Preamble(int format, String keyId, String repository, String name) {
  static final int FORMAT = 1;

  private static final byte[] MAGIC = "RooCrbk\n".getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT_MAX = 200;

  /** What is sealed is bound to: the clear beginning, the repository, the name of the file. */
  byte[] associated(String repositoryAtHand, String fileName) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeTo(out);
    text(out, repositoryAtHand);
    text(out, fileName);
    return bytes.toByteArray();
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.write(MAGIC);
    out.writeInt(format);
    text(out, keyId);
    text(out, repository);
    text(out, name);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /**
   * @throws IOException when this is no snapshot file, or a damaged one
   */
  static Preamble readFrom(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("no snapshot");
    }
    return new Preamble(in.readInt(), text(in), text(in), text(in));
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    if (length > TEXT_MAX) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  int length() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writeTo(new DataOutputStream(bytes));
    return bytes.size();
  }
}
