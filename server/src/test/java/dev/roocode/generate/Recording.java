package dev.roocode.generate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Status, type and body of what the real engine answers, without what differs each time. */
final class Recording {
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true},";
  private static final String LONG = "x!".repeat(10_000);

  /** One question. */
  record Request(String name, String path, String key, String body) {}

  static final List<Request> REQUESTS =
      List.of(
          request("openai", Engine.KEY, "hi"),
          request("openai-key", "wrong", "hi"),
          request("openai-overflow", Engine.KEY, LONG),
          request("anthropic", Engine.KEY, "hi"),
          request("anthropic-key", "wrong", "hi"),
          request("anthropic-overflow", Engine.KEY, LONG));

  private Recording() {}

  private static Request request(String name, String key, String content) {
    boolean openAi = name.startsWith("openai");
    return new Request(
        name,
        openAi ? "/v1/chat/completions" : "/v1/messages",
        key,
        "{\"model\":\"tiny\",\"stream\":true,\"temperature\":0,\"max_tokens\":64,"
            + (openAi ? USAGE : "")
            + "\"messages\":[{\"role\":\"user\",\"content\":\""
            + content
            + "\"}]}");
  }

  static Path file(Request request) {
    return Path.of("src/test/resources/generate", request.name() + ".txt");
  }

  static String read(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/generate", name + ".txt"));
  }

  static String of(String url, Request request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url + request.path()))
                  .header("Authorization", "Bearer " + request.key())
                  .POST(HttpRequest.BodyPublishers.ofString(request.body()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return answer.statusCode() + "\n" + type + "\n" + steady(answer.body());
    }
  }

  private static String steady(String body) {
    return body.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"x\"")
        .replaceAll("\"created\":\\d+", "\"created\":0")
        .replaceAll("(\"\\w*(?:_ms|_second)\":)[0-9.e+-]+", "$11.0");
  }
}
