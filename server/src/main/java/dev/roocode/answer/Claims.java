package dev.roocode.answer;

import dev.roocode.domain.Answer.What;
import dev.roocode.domain.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text in Markdown claims: {@code [n]} and {@code path:line} outside of code, places
 * and identifiers in inline code. Blocks of code claim nothing: {@code array[1]} cites nothing.
 */
final class Claims {
  /** So many are looked at; a text that claims more is not worth it. */
  static final int MOST = 2_000;

  /** {@code [2]}, {@code [2, 5]}, {@code 【2】}. */
  private static final Pattern NUMBERS =
      Pattern.compile("[\\[【](\\d{1,6}(?:\\s?[,、]\\s?\\d{1,6}){0,20})[\\]】]");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private static final Pattern PLACE =
      Pattern.compile("([\\p{L}\\p{N}_.@$+\\-/\\\\]{1,300}):(\\d{1,7})(?:[-–](\\d{1,7}))?(?!\\d)");

  /** Inside of inline code a path may have spaces. */
  private static final Pattern PLACE_ALONE =
      Pattern.compile("([^`:]{1,300}):(\\d{1,7})(?:[-–](\\d{1,7}))?");

  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "[\\p{L}_$][\\p{L}\\p{N}_$]*(?:(?:\\.|::|#|->)[\\p{L}_$][\\p{L}\\p{N}_$]*){0,20}");

  private final String text;
  private final List<Claim> found = new ArrayList<>();

  private Claims(String text) {
    this.text = text;
  }

  /** In the order of the text, without overlap. */
  static List<Claim> of(String text) {
    Claims claims = new Claims(text);
    claims.lines();
    return claims.found;
  }

  private void lines() {
    Code.@Nullable Fence fence = null;
    int start = 0;
    while (start < text.length() && found.size() < MOST) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(start, end);
      if (fence != null) {
        fence = fence.isClosedBy(line) ? null : fence;
      } else {
        fence = Code.opening(line).orElse(null);
        if (fence == null) {
          line(start, end);
        }
      }
      start = end + 1;
    }
  }

  private void line(int start, int end) {
    int at = start;
    int prose = start;
    while (at < end) {
      if (text.charAt(at) != '`') {
        at++;
        continue;
      }
      int open = Code.endOfRun(text, at);
      int close = Code.closing(text.substring(0, end), at, open);
      if (close < 0) {
        at = open;
      } else {
        prose(prose, at);
        code(at, open, close);
        at = close + (open - at);
        prose = at;
      }
    }
    prose(prose, end);
  }

  private void prose(int from, int to) {
    List<Claim> here = new ArrayList<>();
    Matcher numbers = NUMBERS.matcher(text).region(from, to);
    while (numbers.find()) {
      numbers(numbers, here);
    }
    Matcher places = PLACE.matcher(text).region(from, to);
    while (places.find()) {
      if (isFile(places.group(1))) {
        here.add(place(places, places.start(), places.end()));
      }
    }
    here.sort((a, b) -> Integer.compare(a.start(), b.start()));
    found.addAll(here);
  }

  /** One number is marked with its brackets, several each by itself. */
  private static void numbers(Matcher group, List<Claim> into) {
    List<Claim> several = new ArrayList<>();
    Matcher number = NUMBER.matcher(group.group(1));
    while (number.find()) {
      int value = Integer.parseInt(number.group());
      int start = group.start(1) + number.start();
      several.add(claim(start, start + number.group().length(), value));
    }
    into.addAll(
        several.size() == 1
            ? List.of(claim(group.start(), group.end(), several.getFirst().first()))
            : several);
  }

  private static Claim claim(int start, int end, int number) {
    return new Claim(start, end, What.SOURCE, "", number, number);
  }

  /** A host with a port, or a time, is no place. */
  private static boolean isFile(String path) {
    return Language.ofFile(path.substring(path.lastIndexOf('/') + 1)) != Language.TEXT
        || path.endsWith(".txt")
        || path.indexOf('/') > 0;
  }

  private static Claim place(Matcher match, int start, int end) {
    int first = Integer.parseInt(match.group(2));
    int last = match.group(3) == null ? first : Integer.parseInt(match.group(3));
    return new Claim(start, end, What.PLACE, match.group(1), first, last);
  }

  private void code(int start, int open, int close) {
    String inside = text.substring(open, close).strip();
    int end = close + (open - start);
    Matcher place = PLACE_ALONE.matcher(inside);
    if (place.matches() && isFile(place.group(1))) {
      found.add(place(place, start, end));
      return;
    }
    String name = inside.endsWith("()") ? inside.substring(0, inside.length() - 2) : inside;
    if (IDENTIFIER.matcher(name).matches()) {
      found.add(new Claim(start, end, What.IDENTIFIER, name, 0, 0));
    }
  }
}
