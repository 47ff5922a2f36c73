package dev.roocode.embed;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the model in a process of its own, where the platform can be another and killing is safe.
 */
final class NativeRuntimeProbe {
  private NativeRuntimeProbe() {}

  /**
   * @param args the folder for natives, then {@code once}, {@code endless} or {@code late}
   */
  public static void main(String[] args) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(Path.of(args[0]))) {
      embedder.embedQuery("text");
      if (args[1].equals("endless")) {
        Runtime.getRuntime().addShutdownHook(new Thread(embedder::close));
        new Thread(() -> embedForever(embedder)).start();
        System.out.println("ok");
        embedForever(embedder);
      } else if (args[1].equals("late")) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> embedLate(embedder)));
        System.out.println("ok");
        System.exit(0);
      } else {
        System.out.println("ok");
      }
    } catch (Fault fault) {
      System.out.println(fault.kind() + "|" + fault.line());
    }
  }

  private static void embedLate(OnnxEmbedder embedder) {
    for (int i = 0; i < 20; i++) {
      embedder.embedQuery("word ".repeat(60));
    }
    System.out.println("late");
  }

  private static void embedForever(OnnxEmbedder embedder) {
    try {
      while (true) {
        embedder.embed(List.of("word ".repeat(60)));
      }
    } catch (Fault.NotReady closed) {
      return; // as it should be while the process ends
    }
  }
}
