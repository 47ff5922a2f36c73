package dev.roocode.embed;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.roocode.domain.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The built-in model's two files, as they lie on the class path. */
final class ModelFiles {
  private static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private ModelFiles() {}

  /**
   * The network, 23 MB, outside of the Java heap, so that the memory goes back when the arena
   * closes.
   */
  static ByteBuffer network(Arena arena) throws IOException {
    URLConnection connection = resource(NETWORK).openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream();
        ReadableByteChannel channel = Channels.newChannel(in)) {
      MemorySegment memory = arena.allocate(connection.getContentLengthLong());
      ByteBuffer buffer = memory.asByteBuffer();
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer);
      }
      return buffer.flip();
    }
  }

  /** Token numbers by piece. */
  static Map<String, Integer> vocabulary() throws IOException {
    try (InputStream in = resource(TOKENIZER).openStream();
        JsonReader json =
            new JsonReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))) {
      enter(json, "model");
      enter(json, "vocab");
      Map<String, Integer> vocabulary = HashMap.newHashMap(31_000);
      while (json.peek() == JsonToken.NAME) {
        vocabulary.put(json.nextName(), json.nextInt());
      }
      return vocabulary;
    }
  }

  /** Goes into the object of that name, past the members before it. */
  private static void enter(JsonReader json, String name) throws IOException {
    json.beginObject();
    while (!json.nextName().equals(name)) {
      json.skipValue();
    }
    if (name.equals("vocab")) {
      json.beginObject();
    }
  }

  private static URL resource(String name) {
    URL url = ModelFiles.class.getResource(name);
    if (url == null) {
      throw new Fault.Unavailable(
          name.substring(1), "is missing from the installation", "install the server again");
    }
    return url;
  }
}
