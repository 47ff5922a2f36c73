package dev.roocode.app.bench;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.ChunkKind;
import dev.roocode.domain.Chunked;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolKind;
import dev.roocode.store.FileUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files for measurements: those of a folder, cut every 20 lines, or text of made-up words with
 * Zipf's frequencies. Where a folder has too few, it is taken again with a part of its words
 * renamed, so that the texts differ. The same arguments give the same files.
 */
final class SampleFiles {
  private static final int LINES = 20;
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");
  private static final Pattern DEFINED =
      Pattern.compile("\\b(?:class|def|func|fn|function|void|interface)\\s+(\\w+)");

  private final Sources sources;
  private final SplittableRandom random = new SplittableRandom(1);
  private int taken;
  private long bytes;

  /** Where texts come from. */
  private interface Sources {
    int count();

    String name(int number);

    String text(int number) throws IOException;
  }

  private SampleFiles(Sources sources) {
    this.sources = sources;
  }

  /** The files of code below a folder. */
  static SampleFiles of(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.filter(Files::isRegularFile).filter(SampleFiles::isCode).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new Fault.NotFound(folder.toString(), "holds no code", "name another folder");
    }
    return new SampleFiles(
        new Sources() {
          @Override
          public int count() {
            return found.size();
          }

          @Override
          public String name(int number) {
            return folder.relativize(found.get(number)).toString().replace('\\', '/');
          }

          @Override
          public String text(int number) throws IOException {
            return Files.readString(found.get(number), StandardCharsets.ISO_8859_1);
          }
        });
  }

  /** Made-up code. */
  static SampleFiles made() {
    return new SampleFiles(
        new Sources() {
          @Override
          public int count() {
            return 20_000;
          }

          @Override
          public String name(int number) {
            return "src/part" + number % 40 + "/Made" + number + ".java";
          }

          @Override
          public String text(int number) {
            return MadeCode.text(number);
          }
        });
  }

  /** UTF-8 bytes of all files given so far. */
  long bytes() {
    return bytes;
  }

  private static boolean isCode(Path file) {
    Language language = Language.ofFile(String.valueOf(file.getFileName()));
    return !file.toString().contains("/.git/")
        && language.nature() == Language.Nature.CODE
        && file.toFile().length() < 1 << 18;
  }

  FileUpdate.Replace next() throws IOException {
    int round = taken / sources.count();
    int number = taken++ % sources.count();
    String name = (round == 0 ? "" : "copy" + round + "/") + sources.name(number);
    return update(FilePath.of(name), renamed(sources.text(number), round));
  }

  private static String renamed(String text, int round) {
    if (round == 0) {
      return text;
    }
    return WORD.matcher(text)
        .replaceAll(word ->
            Math.floorMod(word.group().hashCode(), 7) == round % 7
                ? word.group() + Integer.toString(round, 36)
                : word.group());
  }

  private FileUpdate.Replace update(FilePath path, String text) {
    bytes += text.length();
    List<String> lines = Arrays.asList(text.split("\n", -1));
    List<Chunk> chunks = new ArrayList<>();
    List<Symbol> symbols = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES) {
      int to = Math.min(lines.size(), from + LINES);
      String part = String.join("\n", lines.subList(from, to));
      if (!part.isBlank()) {
        chunks.add(chunk(part, new LineRange(from + 1, to), symbols));
      }
    }
    FileStamp stamp = new FileStamp(text.length(), random.nextLong(), ContentHash.of(text));
    return new FileUpdate.Replace(
        path, Language.ofFile(path.name()), stamp, new Chunked(chunks, symbols, List.of()));
  }

  private static Chunk chunk(String text, LineRange lines, List<Symbol> symbols) {
    Matcher defined = DEFINED.matcher(text);
    String first = "";
    while (defined.find()) {
      first = first.isEmpty() ? defined.group(1) : first;
      symbols.add(new Symbol(defined.group(1), "", SymbolKind.FUNCTION, lines, lines.first()));
    }
    List<String> names = first.isEmpty() ? List.of() : List.of(first);
    return new Chunk(lines, ChunkKind.FUNCTION, first, names, text);
  }
}
