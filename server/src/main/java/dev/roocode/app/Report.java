package dev.roocode.app;

import dev.roocode.config.SettingsReader;
import dev.roocode.domain.Language;
import dev.roocode.metrics.MetricsLog;
import dev.roocode.redact.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bundle for a report of a bug: what the doctor found, settings, the ends of the logs. Nothing of
 * the workspace: its folder, the data folder and the user's home are named by words, secrets are
 * left out, and no index, backup or key is in it.
 */
final class Report {
  private static final long LOG_TAIL_BYTES = 256 << 10;

  private final Wiring wiring;
  private final Map<String, String> places = new LinkedHashMap<>();

  Report(Wiring wiring, Path workspace) {
    this.wiring = wiring;
    List<Map.Entry<String, String>> known =
        new ArrayList<>(
            List.of(
                Map.entry(workspace.toString(), "<workspace>"),
                Map.entry(wiring.data().toString(), "<data>"),
                Map.entry(System.getProperty("user.home"), "<home>"),
                Map.entry(System.getProperty("user.name"), "<user>")));
    Path name = workspace.getFileName();
    if (name != null && name.toString().length() > 3) {
      known.add(Map.entry(name.toString(), "<workspace>"));
    }
    known.sort(Comparator.comparingInt(entry -> -entry.getKey().length()));
    known.stream()
        .filter(entry -> entry.getKey().length() > 1)
        .forEach(entry -> places.putIfAbsent(entry.getKey(), entry.getValue()));
  }

  /**
   * @param target a new zip file; one that is there is replaced
   */
  void write(Path target, List<Finding> findings) throws IOException {
    Path logs = wiring.data().resolve("logs");
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "doctor.txt", doctor(findings));
      entry(zip, "settings.txt", settings(wiring.reader()));
      entry(zip, "server.log", tail(logs.resolve(ServerLog.FILE)));
      entry(zip, "metrics.jsonl", tail(logs.resolve(MetricsLog.FILE)));
    }
  }

  private void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(redacted(text).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  String redacted(String text) {
    String clean = Redactor.redact(Language.TEXT, text).text();
    for (Map.Entry<String, String> place : places.entrySet()) {
      clean = clean.replace(place.getKey(), place.getValue());
    }
    return clean;
  }

  private static String doctor(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-8s %s: %s%s%n"
              .formatted(
                  finding.outcome().name().toLowerCase(Locale.ROOT),
                  finding.check(),
                  finding.detail(),
                  finding.mend().isEmpty() ? "" : " -> " + finding.mend()));
    }
    return text.toString();
  }

  /** Patterns and addresses may name what is private: of a text only that it is set. */
  private static String settings(SettingsReader reader) {
    StringBuilder text = new StringBuilder();
    reader
        .effective()
        .forEach((name, sourced) -> {
          Object value = sourced.value();
          boolean telling =
              (value instanceof String said && !said.isEmpty())
                  || (value instanceof List<?> list && !list.isEmpty());
          text.append("%s=%s (%s)%n".formatted(name, telling ? "(set)" : value, sourced.source()));
        });
    return text.toString();
  }

  private static String tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - LOG_TAIL_BYTES));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
