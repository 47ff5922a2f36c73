package dev.roocode.scan;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Turns the bytes of a text file into characters: a byte order mark decides, then UTF-8 if all of
 * it is valid or nearly all, then what the statistics of the bytes suggest, then ISO-8859-1, in
 * which every byte is a character.
 *
 * @param text with {@code \n} as the only line end and without byte order mark
 * @param charset canonical name
 */
record Decoding(String text, String charset) {
  /** Broken UTF-8 stays UTF-8 while at most one in so many of its other characters is broken. */
  private static final int GOOD_PER_BROKEN = 10;

  /** Switches to two-byte characters in ISO-2022-JP, all of whose bytes are ASCII. */
  private static final String JAPANESE_ESCAPE = "\u001B$";

  private static final String JAPANESE = "ISO-2022-JP";

  private static final char REPLACEMENT = '\uFFFD';

  /**
   * A byte order mark and what it stands for; the longer ones first, as they share a beginning.
   *
   * @param start its bytes, one character each
   */
  private record Mark(String start, Charset charset) {
    private static final List<Mark> ALL =
        List.of(
            new Mark("\u00EF\u00BB\u00BF", StandardCharsets.UTF_8),
            new Mark("\u00FF\u00FE\0\0", StandardCharsets.UTF_32LE),
            new Mark("\0\0\u00FE\u00FF", StandardCharsets.UTF_32BE),
            new Mark("\u00FF\u00FE", StandardCharsets.UTF_16LE),
            new Mark("\u00FE\u00FF", StandardCharsets.UTF_16BE));

    boolean begins(byte[] content) {
      int length = Math.min(content.length, start.length());
      return start.equals(new String(content, 0, length, StandardCharsets.ISO_8859_1));
    }
  }

  static Decoding of(byte[] content) {
    for (Mark mark : Mark.ALL) {
      if (mark.begins(content)) {
        int skip = mark.start.length();
        ByteBuffer rest = ByteBuffer.wrap(content, skip, content.length - skip);
        return decoded(mark.charset.decode(rest).toString(), mark.charset);
      }
    }
    String strict = strictly(content, StandardCharsets.UTF_8);
    if (strict != null) {
      String japanese = strict.contains(JAPANESE_ESCAPE) ? japanese(content) : null;
      return japanese != null
          ? new Decoding(normalized(japanese), JAPANESE)
          : decoded(strict, StandardCharsets.UTF_8);
    }
    String loose = new String(content, StandardCharsets.UTF_8);
    return isMostlySound(loose) ? decoded(loose, StandardCharsets.UTF_8) : byStatistics(content);
  }

  /** Whether a byte order mark says that zero bytes are part of the text. */
  static boolean isWide(byte[] head) {
    return Mark.ALL.stream()
        .filter(mark -> !mark.charset.equals(StandardCharsets.UTF_8))
        .anyMatch(mark -> mark.begins(head));
  }

  /** One kind of line end, no byte order mark. */
  static String normalized(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unmarked.indexOf('\r') < 0
        ? unmarked
        : unmarked.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static Decoding decoded(String text, Charset charset) {
    return new Decoding(normalized(text), charset.name());
  }

  private static Decoding byStatistics(byte[] content) {
    for (String name : candidates(detected(content))) {
      Charset charset = charset(name);
      String text = charset == null ? null : strictly(content, charset);
      if (charset != null && text != null) {
        return decoded(text, charset);
      }
    }
    return decoded(new String(content, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String japanese(byte[] content) {
    Charset charset = charset(JAPANESE);
    return charset != null && JAPANESE.equals(detected(content))
        ? strictly(content, charset)
        : null;
  }

  private static @Nullable String detected(byte[] content) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(content, 0, content.length);
    detector.dataEnd();
    return detector.getDetectedCharset();
  }

  private static List<String> candidates(@Nullable String detected) {
    return detected == null ? List.of("windows-1252") : List.of(detected, "windows-1252");
  }

  private static @Nullable Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static @Nullable String strictly(byte[] content, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isMostlySound(String text) {
    long broken = 0;
    long sound = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      broken += c == REPLACEMENT ? 1 : 0;
      sound += c >= 0x80 && c != REPLACEMENT ? 1 : 0;
    }
    return broken * GOOD_PER_BROKEN <= sound;
  }
}
