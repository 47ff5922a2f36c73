package dev.roocode.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One golden sample per message, the same in Java and outside. */
final class SamplesTest {
  @Test
  void everyMessageHasOne() throws IOException {
    assertEquals(
        new TreeSet<>(WireModel.roots().keySet()), new TreeSet<>(Golden.samples().keySet()));
  }

  @Test
  void readAndWrittenTheyAreTheSame() throws IOException {
    for (var sample : Golden.samples().entrySet()) {
      JsonElement expected = JsonParser.parseString(sample.getValue());
      Object read = Golden.GSON.fromJson(expected, WireModel.roots().get(sample.getKey()));
      assertEquals(expected, Golden.GSON.toJsonTree(read), sample.getKey());
    }
  }

  @Test
  void theyShowEveryMember() throws IOException {
    for (var sample : Golden.samples().entrySet()) {
      JsonObject shown = JsonParser.parseString(sample.getValue()).getAsJsonObject();
      Set<String> members = new TreeSet<>();
      Class<?> type = Objects.requireNonNull(WireModel.roots().get(sample.getKey()));
      for (var component : type.getRecordComponents()) {
        members.add(component.getName());
      }
      assertEquals(members, new TreeSet<>(shown.keySet()), sample.getKey());
    }
  }

  @Test
  void everyEnumConstantHasAWord() {
    for (Class<?> type : WireModel.types()) {
      if (type.isEnum()) {
        assertEquals(type.getEnumConstants().length, WireModel.words(type).size(), type.getName());
        assertFalse(WireModel.words(type).containsKey(""), type.getName());
      }
    }
  }
}
