package dev.roocode.backup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.roocode.store.local.IndexFacts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The first thing inside of a sealed snapshot: what it is, and the pages of the index it leads to.
 *
 * @param id its name
 * @param baseHash SHA-256 of the index that an increment's base holds; empty for a full one
 * @param facts what the index holds
 * @param configVersion the version of the configuration in force, 0 where none was recorded
 * @param pages of the whole index, also for an increment
 */
record Header(
    SnapshotId id, String baseHash, IndexFacts facts, int configVersion, PageTable pages) {
  private static final int JSON_MAX = 64 << 10;

  void writeTo(DataOutputStream out) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("id", id.toString());
    json.addProperty("kind", id.isFull() ? "full" : "incremental");
    json.addProperty("sequence", id.sequence());
    json.addProperty("base", id.base());
    json.addProperty("baseHash", baseHash);
    json.addProperty("time", id.time().toString());
    json.addProperty("configVersion", configVersion);
    json.addProperty("schema", facts.schema());
    json.addProperty("model", facts.model());
    json.addProperty("generation", facts.generation());
    json.addProperty("files", facts.files());
    json.addProperty("chunks", facts.chunks());
    json.addProperty("symbols", facts.symbols());
    json.addProperty("vectors", facts.vectors());
    json.addProperty("queued", facts.queued());
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
    pages.writeTo(out);
  }

  /**
   * @throws IOException when this is no header
   */
  static Header readFrom(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > JSON_MAX) {
      throw new IOException("a header of " + length + " bytes");
    }
    byte[] text = new byte[length];
    in.readFully(text);
    JsonObject json = object(new String(text, StandardCharsets.UTF_8));
    PageTable pages = PageTable.readFrom(in);
    String name = member(json, "id").getAsString();
    return new Header(
        SnapshotId.of(name).orElseThrow(() -> new IOException("a header named " + name)),
        member(json, "baseHash").getAsString(),
        new IndexFacts(
            (int) number(json, "schema"),
            member(json, "model").getAsString(),
            number(json, "generation"),
            number(json, "files"),
            number(json, "chunks"),
            number(json, "symbols"),
            number(json, "vectors"),
            number(json, "queued")),
        (int) number(json, "configVersion"),
        pages);
  }

  private static JsonObject object(String text) throws IOException {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException("a header that is no object", e);
    }
  }

  private static JsonElement member(JsonObject json, String name) throws IOException {
    JsonElement value = json.get(name);
    if (value == null || !value.isJsonPrimitive()) {
      throw new IOException("a header without " + name);
    }
    return value;
  }

  private static long number(JsonObject json, String name) throws IOException {
    try {
      return member(json, name).getAsLong();
    } catch (NumberFormatException e) {
      throw new IOException("a header whose " + name + " is no number", e);
    }
  }
}
