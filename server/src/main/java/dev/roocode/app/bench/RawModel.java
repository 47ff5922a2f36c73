package dev.roocode.app.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The built-in model's network and nothing around it: what ONNX Runtime alone can do. Inputs are
 * made beforehand; outputs stay in native memory.
 */
final class RawModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;

  /** The runtime must have been loaded before, by the embedder. */
  RawModel() throws IOException, OrtException {
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream network = RawModel.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx")) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(Objects.requireNonNull(network).readAllBytes(), options);
    }
  }

  /** The inputs of one inference over some texts, padded to the longest. */
  Map<String, OnnxTensor> inputs(List<long[]> texts) throws OrtException {
    int width = texts.stream().mapToInt(tokens -> tokens.length).max().orElse(0);
    long[][] ids = new long[texts.size()][];
    long[][] mask = new long[texts.size()][width];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Arrays.copyOf(texts.get(i), width);
      Arrays.fill(mask[i], 0, texts.get(i).length, 1);
    }
    return Map.of(
        "input_ids", OnnxTensor.createTensor(environment, ids),
        "attention_mask", OnnxTensor.createTensor(environment, mask),
        "token_type_ids", OnnxTensor.createTensor(environment, new long[ids.length][width]));
  }

  void run(Map<String, OnnxTensor> inputs) throws OrtException {
    session.run(inputs).close();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
