package dev.roocode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.roocode.rpc.Router;
import dev.roocode.service.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
  private final Telling telling = new Telling();
  private final Router router = new Router(method -> {}, line -> {});
  private final List<String> heard = new ArrayList<>();

  TellingTest() {
    telling.register(router);
  }

  private void told(String token, String value) {
    JsonObject params = new JsonObject();
    params.addProperty("token", token);
    params.add("value", JsonParser.parseString(value));
    router.notify("$/progress", params);
  }

  private void message(String token, String message) {
    told(token, "{\"kind\":\"report\",\"message\":\"" + message + "\"}");
  }

  @Test
  void everyStageIsHeardAsItWasSaid() {
    try (Telling.Ear ear =
        telling.progress((stage, done, total) -> heard.add(stage + " " + done + " " + total))) {
      for (Progress.Stage stage : Progress.Stage.values()) {
        message(ear.token(), Telling.message(stage, 12, 40));
        message(ear.token(), Telling.message(stage, 0, 0));
      }
    }
    assertEquals(
        List.of(
            "SCANNING 12 40",
            "SCANNING 0 0",
            "CHUNKING 12 40",
            "CHUNKING 0 0",
            "EMBEDDING 12 40",
            "EMBEDDING 0 0"),
        heard);
  }

  @Test
  void whatIsNoneOfItsBusinessIsNotHeard() {
    String old;
    try (Telling.Ear ear = telling.pieces(heard::add)) {
      old = ear.token();
      told(ear.token(), "{\"text\":\"a\"}");
      told("other", "{\"text\":\"b\"}");
      told(ear.token(), "{\"text\":[]}");
      told(ear.token(), "[]");
      told(ear.token(), "{\"text\":\"c\"}");
    }
    told(old, "{\"text\":\"d\"}");
    try (Telling.Ear ear = telling.progress((stage, done, total) -> heard.add("wrong"))) {
      message(ear.token(), "sleeping 1/2");
      message(ear.token(), "embedding 1/2 and more");
      message(ear.token(), "embedding 9999999999/2");
      told(ear.token(), "{\"kind\":\"begin\",\"title\":\"Indexing\"}");
    }
    assertEquals(List.of("a", "c"), heard);
  }
}
