package dev.roocode.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A language model for llama.cpp (GGUF, version 3; a third of a megabyte) that continues every
 * prompt with {@link #TEXT}: one llama layer whose attention and feed-forward part give nothing, a
 * token's embedding says how far the text has come, and the output's rows name the next token. Any
 * token of the prompt means its beginning. Two characters are written byte by byte, as real models
 * do with those that their vocabulary lacks.
 */
final class TinyModel {
  /** A citation of what was packed, one of what never was; three- and four-byte characters. */
  static final String TEXT =
      "The door opens when its key turns [1]. 鍵 says the manual [9]. It closes by itself 🎉";

  private static final int WIDTH = 64;
  private static final int FIRST_BYTE = 3;
  private static final int FIRST_WORD = FIRST_BYTE + 256;
  private static final int END = 2;
  private static final int ALIGNMENT = 32;

  private final boolean endless;
  private final List<String> words = new ArrayList<>();

  /** The tokens of the text, in order; each comes once. */
  private final List<Integer> chain = new ArrayList<>();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private TinyModel(boolean endless) {
    this.endless = endless;
    for (String piece : TEXT.split("(?<= )", -1)) {
      add(piece);
    }
  }

  private void add(String piece) {
    int plain = 0;
    while (plain < piece.length() && piece.charAt(plain) >= 0x3000) {
      plain++;
    }
    for (byte each : piece.substring(0, plain).getBytes(StandardCharsets.UTF_8)) {
      chain.add(FIRST_BYTE + (each & 0xFF));
    }
    if (plain < piece.length()) {
      chain.add(FIRST_WORD + words.size());
      words.add(piece.substring(plain).replace(' ', '\u2581'));
    }
  }

  /** Writes the model; the endless one begins anew where the other ends. */
  static void write(Path file, boolean endless) throws IOException {
    Files.write(file, new TinyModel(endless).bytes());
  }

  private byte[] bytes() {
    if (chain.stream().distinct().count() != chain.size() || chain.size() >= WIDTH) {
      throw new IllegalStateException("the text has a token twice, or too many");
    }
    int vocabulary = FIRST_WORD + words.size();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(new Tensor("token_embd", embedding(vocabulary), WIDTH, vocabulary));
    tensors.add(new Tensor("output_norm", ones(), WIDTH));
    tensors.add(new Tensor("output", output(vocabulary), WIDTH, vocabulary));
    for (String norm : List.of("attn_norm", "ffn_norm")) {
      tensors.add(new Tensor("blk.0." + norm, ones(), WIDTH));
    }
    for (String square :
        List.of("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")) {
      tensors.add(new Tensor("blk.0." + square, new float[WIDTH * WIDTH], WIDTH, WIDTH));
    }
    header(tensors.size());
    int offset = 0;
    for (Tensor tensor : tensors) {
      text(tensor.name + ".weight");
      number(tensor.shape.length);
      for (int size : tensor.shape) {
        big(size);
      }
      number(0); // 32-bit floats
      big(offset);
      offset += padded(tensor.values.length * 4);
    }
    pad();
    for (Tensor tensor : tensors) {
      ByteBuffer buffer =
          ByteBuffer.allocate(tensor.values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      buffer.asFloatBuffer().put(tensor.values);
      out.writeBytes(buffer.array());
      pad();
    }
    return out.toByteArray();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tensor(String name, float[] values, int... shape) {}

  /** How far the text has come after each token. */
  private float[] embedding(int vocabulary) {
    float[] rows = new float[WIDTH * vocabulary];
    for (int token = 0; token < vocabulary; token++) {
      rows[token * WIDTH + chain.indexOf(token) + 1] = 1;
    }
    return rows;
  }

  /** Which token follows: a row's one answers to what the embedding says. */
  private float[] output(int vocabulary) {
    float[] rows = new float[WIDTH * vocabulary];
    for (int i = 0; i < chain.size(); i++) {
      rows[chain.get(i) * WIDTH + i] = 1;
    }
    rows[(endless ? chain.getFirst() : END) * WIDTH + chain.size()] = 1;
    return rows;
  }

  private static float[] ones() {
    float[] ones = new float[WIDTH];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void header(int tensors) {
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    number(3);
    big(tensors);
    big(17);
    key("general.architecture", "llama");
    key("general.name", "tiny");
    key("llama.context_length", 16_384);
    key("llama.embedding_length", WIDTH);
    key("llama.block_count", 1);
    key("llama.feed_forward_length", WIDTH);
    key("llama.attention.head_count", 1);
    key("llama.rope.dimension_count", WIDTH);
    text("llama.attention.layer_norm_rms_epsilon");
    number(6);
    number(Float.floatToIntBits(1e-5f));
    key("tokenizer.ggml.model", "llama");
    vocabulary();
    key("tokenizer.ggml.bos_token_id", 1);
    key("tokenizer.ggml.eos_token_id", END);
    key("tokenizer.ggml.unknown_token_id", 0);
    key(
        "tokenizer.chat_template",
        "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}>");
  }

  private void vocabulary() {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    for (int i = 0; i < 256; i++) {
      tokens.add(String.format(Locale.ROOT, "<0x%02X>", i));
    }
    tokens.addAll(words);
    array("tokenizer.ggml.tokens", 8, tokens.size());
    tokens.forEach(this::text);
    array("tokenizer.ggml.scores", 6, tokens.size());
    tokens.forEach(token -> number(0));
    array("tokenizer.ggml.token_type", 5, tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      // unknown, control, byte, normal
      number(i == 0 ? 2 : i < FIRST_BYTE ? 3 : i < FIRST_WORD ? 6 : 1);
    }
  }

  private void key(String name, String value) {
    text(name);
    number(8);
    text(value);
  }

  private void key(String name, int value) {
    text(name);
    number(4);
    number(value);
  }

  private void array(String name, int type, int length) {
    text(name);
    number(9);
    number(type);
    big(length);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    big(bytes.length);
    out.writeBytes(bytes);
  }

  private void number(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private void big(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private static int padded(int size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private void pad() {
    out.writeBytes(new byte[padded(out.size()) - out.size()]);
  }
}
