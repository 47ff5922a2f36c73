package dev.roocode.rank;

import dev.roocode.domain.LineRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a question asks for, read off its words. All patterns are linear in the question's length.
 *
 * @param wants kinds of files that the question speaks of, beside code
 * @param identifiers what is written like a name in code, as written, without quotation marks
 * @param quoted what stands in quotation marks or backquotes; where nothing does, a short question
 *     as a whole, for it may be a line that someone looks for
 * @param places files that are named, with lines where given
 * @param prose whether it is a short question in plain words that names nothing
 */
public record Intent(
    Set<PathNature> wants,
    Set<String> identifiers,
    List<String> quoted,
    List<Place> places,
    boolean prose) {
  /**
   * A file that a question names.
   *
   * @param path as written, its last steps at least
   * @param line 1-based, 0 where none is given
   */
  public record Place(String path, int line) {
    /** Whether the named line is one of these lines of the file. */
    public boolean isIn(String file, LineRange lines) {
      return names(file) && line >= lines.first() && line <= lines.last();
    }

    boolean names(String file) {
      return file.equals(path) || file.endsWith("/" + path) || path.endsWith("/" + file);
    }
  }

  /** More names in one question than this are a pasted text; the first ones are looked at. */
  static final int NAMES = 32;

  /** A longer question is a pasted text, whose words tell more than its meaning as a whole. */
  private static final int PROSE_CHARS = 160;

  private static final int QUOTED_CHARS = 80;

  /** So many characters without a space say something where words are not set apart. */
  private static final int KANJI = 4;

  private static final Pattern TESTS =
      words(
          "(?:unit|integration|regression|automated) tests?|test (?:cases?|suites?|files?|class(?:es)?)"
              + "|(?:which|what|where|the|are|any|there|is|how) tests?|tests? (?:for|of|that|cover\\w*)"
              + "|tested|fixtures?|benchmarks?");
  private static final Pattern DOCUMENTS =
      words("readme|changelog|release notes|documentation|docs|tutorial|user guide");
  private static final Pattern EXAMPLES =
      words(
          "(?:an|the|which|any) examples?|examples? (?:of|for)|sample (?:code|app|project)s?|demos?");
  private static final Pattern DATA =
      words("(?:config|configuration|settings|ya?ml|json|toml|xml) files?|manifest|lockfile");
  private static final Pattern JAPANESE_TESTS = Pattern.compile("テスト");
  private static final Pattern JAPANESE_DOCUMENTS = Pattern.compile("ドキュメント|文書|説明書|手引き?書");
  private static final Pattern JAPANESE_EXAMPLES = Pattern.compile("サンプル|[使利]用例|用例|コード例|例を|デモ");
  private static final Pattern JAPANESE_DATA = Pattern.compile("(?:設定|構成)ファイル|マニフェスト|ロックファイル");
  private static final Pattern ASKS =
      Pattern.compile(
          "^(?:how|what|where|which|who|when|why|is|are|does|do|did|can|could|should)\\b|[?？]\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED =
      Pattern.compile(
          "`([^`\\n]{2,80})`|\"([^\"\\n]{2,80})\"|(?<![\\w])'([^'\\n]{2,80})'(?![\\w])");
  private static final Pattern SENTENCE_END = Pattern.compile("[\\s.?!。？！]+$");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{1,80}(?=(\\(?))", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PLACE =
      Pattern.compile("([A-Za-z0-9_@+-][A-Za-z0-9_@+./-]{0,200}\\.[A-Za-z]{1,8})(?::(\\d{1,7}))?");

  public Intent {
    wants = Set.copyOf(wants);
    identifiers = Set.copyOf(identifiers);
    quoted = List.copyOf(quoted);
    places = List.copyOf(places);
  }

  public static Intent of(String question) {
    Set<String> names = names(question);
    List<String> quotes = quotes(question);
    List<Place> places = placesIn(question);
    boolean namesNothing = names.isEmpty() && quotes.isEmpty() && places.isEmpty();
    boolean prose =
        namesNothing && question.length() <= PROSE_CHARS && ASKS.matcher(question.strip()).find();
    List<String> quoted = quotes.isEmpty() ? phrase(question) : quotes;
    return new Intent(wants(question), names, quoted, places, prose);
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  private static Set<PathNature> wants(String question) {
    Set<PathNature> wants = new LinkedHashSet<>();
    if (TESTS.matcher(question).find() || JAPANESE_TESTS.matcher(question).find()) {
      wants.add(PathNature.TEST);
    }
    if (DOCUMENTS.matcher(question).find() || JAPANESE_DOCUMENTS.matcher(question).find()) {
      wants.add(PathNature.DOCUMENT);
    }
    if (EXAMPLES.matcher(question).find() || JAPANESE_EXAMPLES.matcher(question).find()) {
      wants.add(PathNature.EXAMPLE);
    }
    if (DATA.matcher(question).find() || JAPANESE_DATA.matcher(question).find()) {
      wants.add(PathNature.DATA);
    }
    return wants;
  }

  private static Set<String> names(String question) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = NAME.matcher(question);
    while (matcher.find() && names.size() < NAMES) {
      String name = matcher.group();
      if (!matcher.group(1).isEmpty() || looksLikeCode(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** An inner capital, an inner underscore, or a digit after a letter. */
  private static boolean looksLikeCode(String name) {
    boolean allUpper = name.equals(name.toUpperCase(Locale.ROOT));
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_' || (Character.isUpperCase(c) && !allUpper)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> quotes(String question) {
    List<String> quotes = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(question);
    while (matcher.find() && quotes.size() < NAMES) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String quote = matcher.group(group);
        if (quote != null && !quote.isBlank() && quote.length() <= QUOTED_CHARS) {
          quotes.add(quote);
        }
      }
    }
    return quotes;
  }

  /** The question itself if it could stand like that in a text: some words, or some kanji. */
  private static List<String> phrase(String question) {
    if (question.length() > PROSE_CHARS) {
      return List.of();
    }
    String phrase = SENTENCE_END.matcher(question.strip()).replaceFirst("");
    boolean says = phrase.indexOf(' ') > 0 || (phrase.length() >= KANJI && !isAscii(phrase));
    return says && phrase.indexOf('\n') < 0 ? List.of(phrase) : List.of();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static List<Place> placesIn(String question) {
    List<Place> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(question);
    while (matcher.find() && places.size() < NAMES) {
      String line = matcher.group(2);
      places.add(new Place(matcher.group(1), line == null ? 0 : Integer.parseInt(line)));
    }
    return places;
  }
}
