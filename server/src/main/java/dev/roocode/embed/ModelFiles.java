package dev.roocode.embed;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.roocode.domain.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The built-in model's two files, as they lie on the class path. */
final class ModelFiles {
  private static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private ModelFiles() {}

  /**
   * The network, 23 MB, as a file: the runtime reads it in half the time that unpacking it in
   * memory would take at every start.
   */
  static Path network(Path parent) throws IOException {
    URL network = resource(NETWORK);
    return Unpacked.file(Unpacked.folder(parent, "model", network), "model.onnx", network);
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
