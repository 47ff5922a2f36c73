package dev.roocode.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.roocode.domain.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The built-in model: all-MiniLM-L6-v2 with 8-bit weights on ONNX Runtime, mean pooling over at
 * most {@value WordPiece#MAX_TOKENS} tokens. Thread-safe; each calling thread computes on its own
 * core.
 *
 * <p>Texts go through the network one by one. With dynamic 8-bit quantization a text's vector
 * depends on the texts beside it (cosine 0.985 to 0.999), so that batches would make the index
 * depend on the order of files; docs/decisions/0007 has the figures.
 */
public final class OnnxEmbedder implements Embedder {
  /** The built-in model. */
  public static final ModelId MODEL = new ModelId("all-MiniLM-L6-v2-int8", 384);

  /** Nothing is gained by more, and a question that waits for a text waits for a whole batch. */
  private static final int BATCH = 1;

  private static final LongBuffer ONES = constant(1);
  private static final LongBuffer ZEROS = constant(0);

  private final WordPiece words;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /** Inferences read, closing writes: freeing a session that computes ends the process. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /** Guarded by the write lock. */
  private boolean freed;

  private OnnxEmbedder(WordPiece words, OrtEnvironment environment, OrtSession session) {
    this.words = words;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Takes a few hundred milliseconds, and longer the first time.
   *
   * @param nativesFolder a folder of this user alone, to which the native libraries and the network
   *     are unpacked (40 to 65 MB); several processes may share it
   * @throws Fault.Unavailable where the runtime does not work on this machine
   */
  public static OnnxEmbedder load(Path nativesFolder) {
    OrtEnvironment environment = NativeRuntime.load(nativesFolder);
    try (OrtSession.SessionOptions options = options()) {
      String network = ModelFiles.network(nativesFolder).toString();
      OrtSession session = environment.createSession(network, options);
      return new OnnxEmbedder(new WordPiece(ModelFiles.vocabulary()), environment, session);
    } catch (IOException | OrtException e) {
      throw new Fault.Unavailable(
              nativesFolder.toString(),
              "the model cannot be unpacked there or read",
              "make the folder writable, or remove it and start again")
          .causedBy(e);
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    // A pattern is kept for each length of text that occurs, which only costs memory here.
    options.setMemoryPatternOptimization(false);
    return options;
  }

  private static LongBuffer constant(long value) {
    LongBuffer buffer =
        ByteBuffer.allocateDirect(WordPiece.MAX_TOKENS * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
    for (int i = 0; i < WordPiece.MAX_TOKENS; i++) {
      buffer.put(i, value);
    }
    return buffer;
  }

  @Override
  public ModelId model() {
    return MODEL;
  }

  /** The vocabulary of MiniLM has no Japanese words, and it was not trained on any. */
  @Override
  public boolean isEnglishOnly() {
    return true;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  /** As promised by the interface; the same text always gives the same vector. */
  @Override
  public List<float[]> embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      vectors.add(vector(words.tokens(text)));
    }
    return vectors;
  }

  /**
   * The numbers of the tokens that the model reads of a text, 2 to {@value WordPiece#MAX_TOKENS}.
   */
  public long[] tokens(String text) {
    return words.tokens(text);
  }

  private float[] vector(long[] tokens) {
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      return Vectors.unit(pool(tokens, options));
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /** Frees the runtime's buffers, 60 MB after two threads have worked. */
  @Override
  public void trim() {
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
      pool(words.tokens(""), options);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private static Fault failed(OrtException e) {
    return new Fault.Unavailable(MODEL.name(), "the inference failed", "see the server's log")
        .causedBy(e);
  }

  private float[] pool(long[] tokens, OrtSession.RunOptions options) throws OrtException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new Fault.NotReady(MODEL.name(), "has been closed", "start the server again");
      }
      return sum(tokens, options);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The sum over the tokens' states; to unit length it makes no difference from the mean. */
  private float[] sum(long[] tokens, OrtSession.RunOptions options) throws OrtException {
    long[] shape = {1, tokens.length};
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, first(ONES, tokens.length), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, first(ZEROS, tokens.length), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types),
                options)) {
      return Vectors.sum(states(result), MODEL.dimensions());
    }
  }

  private static LongBuffer first(LongBuffer constant, int length) {
    return constant.slice(0, length);
  }

  private static FloatBuffer states(OrtSession.Result result) {
    return ((OnnxTensor) result.get(0)).getFloatBuffer();
  }

  /** Waits for running inferences, at most one text per thread; calls that wait are refused. */
  @Override
  public void close() {
    closed = true; // first, so that those who wait for the lock do not start
    lock.writeLock().lock();
    try {
      if (!freed) {
        freed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("a session closes without fault", e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
