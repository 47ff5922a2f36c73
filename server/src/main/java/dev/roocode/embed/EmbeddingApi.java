package dev.roocode.embed;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.roocode.http.StrictJson;
import java.util.List;

/**
 * The two protocols for embeddings that local and remote servers speak. Answers are read strictly:
 * anything but one vector of finite numbers per text is a {@link JsonParseException}.
 */
enum EmbeddingApi {
  /** OpenAI's, also of llama.cpp, vLLM, LM Studio, Text Embeddings Inference and many more. */
  OPENAI("/embeddings") {
    @Override
    float[][] vectors(JsonObject answer, int count) {
      JsonArray data = array(answer, "data", count);
      float[][] vectors = new float[count][];
      for (JsonElement element : data) {
        JsonObject item = element.getAsJsonObject();
        int index = item.get("index").getAsInt();
        if (index < 0 || index >= count || vectors[index] != null) {
          throw new JsonParseException("index " + index + " is out of range or comes twice");
        }
        vectors[index] = vector(item.get("embedding"));
      }
      return vectors;
    }
  },

  /** Ollama's own; its vectors come in the order of the texts. */
  OLLAMA("/api/embed") {
    @Override
    float[][] vectors(JsonObject answer, int count) {
      JsonArray data = array(answer, "embeddings", count);
      float[][] vectors = new float[count][];
      for (int i = 0; i < count; i++) {
        vectors[i] = vector(data.get(i));
      }
      return vectors;
    }
  };

  private final String path;

  EmbeddingApi(String path) {
    this.path = path;
  }

  /** What follows the base address. */
  String path() {
    return path;
  }

  /** The same for both. */
  static String question(String model, List<String> texts) {
    JsonArray input = new JsonArray(texts.size());
    texts.forEach(input::add);
    JsonObject question = new JsonObject();
    question.addProperty("model", model);
    question.add("input", input);
    return question.toString();
  }

  /**
   * The vectors in the order of the texts, not scaled, each of any length.
   *
   * @throws JsonParseException for any other answer
   */
  float[][] read(String answer, int count) {
    return StrictJson.read(answer, read -> vectors(read, count));
  }

  abstract float[][] vectors(JsonObject answer, int count);

  private static JsonArray array(JsonObject answer, String name, int count) {
    JsonArray array = answer.getAsJsonArray(name);
    if (array == null) {
      throw new JsonParseException("there is no " + name);
    }
    if (array.size() != count) {
      throw new JsonParseException(array.size() + " vectors for " + count + " texts");
    }
    return array;
  }

  private static float[] vector(JsonElement numbers) {
    JsonArray array = numbers.getAsJsonArray();
    float[] vector = new float[array.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = array.get(i).getAsFloat();
      if (!Float.isFinite(vector[i])) {
        throw new JsonParseException("a number is not finite");
      }
    }
    return vector;
  }
}
