package dev.roocode.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Tokens that tell by their form what they are: those of the large services, and web tokens. */
final class Tokens {
  /** What a token is made of behind its prefix. */
  private enum Kind {
    ALNUM(c -> Chars.isLetter((char) c) || Chars.isDigit((char) c)),
    CAPS(c -> Chars.isUpper((char) c) || Chars.isDigit((char) c)),
    HEX(c -> Chars.isHex((char) c)),
    WORD(c -> Chars.isWord((char) c));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final IntPredicate holds;

    Kind(IntPredicate holds) {
      this.holds = holds;
    }
  }

  /** Prefix, kind, least and most characters behind it. */
  private record Form(String prefix, Kind kind, int least, int most) {}

  private static final int MANY = 300;

  /** Of the first word of any form: {@code SG} and {@code hvs} have a dot behind them. */
  private static final int LEAST_CHARS = 2;

  /** Published forms by their first character; lengths from the services' documentation. */
  private static final List<List<Form>> FORMS =
      Stream.generate(() -> (List<Form>) new ArrayList<Form>()).limit(128).toList();

  private static void form(Kind kind, int least, int most, String... prefixes) {
    for (String prefix : prefixes) {
      FORMS.get(prefix.charAt(0)).add(new Form(prefix, kind, least, most));
    }
  }

  static {
    form(Kind.CAPS, 16, 16, "AKIA", "ASIA", "ABIA", "ACCA");
    form(Kind.ALNUM, 36, MANY, "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_");
    form(Kind.WORD, 36, MANY, "github_pat_", "sk-proj-", "sk-ant-", "sk-or-", "sk-svcacct-");
    form(Kind.WORD, 20, MANY, "glpat-", "gldt-", "glrt-", "glptt-", "dckr_pat_", "GOCSPX-");
    form(Kind.WORD, 20, MANY, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-");
    form(Kind.ALNUM, 16, MANY, "sk_live_", "rk_live_", "sk_test_", "rk_test_");
    form(Kind.ALNUM, 40, 64, "sk-");
    form(Kind.ALNUM, 30, 40, "hf_");
    form(Kind.WORD, 35, 35, "AIza");
    form(Kind.HEX, 64, 64, "dop_v1_", "doo_v1_", "dor_v1_");
    form(Kind.HEX, 32, 32, "shpat_", "shpss_", "shpca_", "shppa_", "dapi");
    form(Kind.WORD, 50, MANY, "pypi-AgEIcHlwaS5vcmc", "ATATT3");
    form(Kind.WORD, 40, 60, "lin_api_", "glsa_");
    form(Kind.CAPS, 58, 58, "AGE-SECRET-KEY-1");
    form(Kind.HEX, 48, 48, "rubygems_");
    form(Kind.WORD, 22, 50, "sq0csp-", "sq0atp-");
  }

  private static final int WEB_PART_CHARS = 10;
  private static final int DOTTED_CHARS = 20;
  private static final int BEARER_CHARS = 20;

  private final String text;
  private final Spans spans;

  Tokens(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  void find() {
    int at = 0;
    while (at < text.length()) {
      if (!Chars.isWord(text.charAt(at))) {
        at++;
        continue;
      }
      int end = wordEnd(at);
      boolean escaped = at > 0 && text.charAt(at - 1) == '\\';
      int start = escaped ? at + 1 : at;
      at = end - start >= LEAST_CHARS ? word(start, end) : end;
    }
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < text.length() && Chars.isWord(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Looks at a word and answers where to go on. */
  private int word(int start, int end) {
    for (Form form : FORMS.get(text.charAt(start))) {
      if (text.startsWith(form.prefix, start) && fits(form, start, end)) {
        spans.add(start, end);
        return end;
      }
    }
    char next = end < text.length() ? text.charAt(end) : '\n';
    int dotted = next == '.' ? dotted(start, end) : 0;
    if (dotted > 0) {
      spans.add(start, dotted);
      return dotted;
    }
    return next == ' ' ? bearer(start, end) : end;
  }

  private boolean fits(Form form, int start, int end) {
    int rest = start + form.prefix.length();
    int length = end - rest;
    if (length < form.least || length > form.most) {
      return false;
    }
    String value = text.substring(rest, end);
    boolean digits = form.kind == Kind.CAPS || value.chars().anyMatch(c -> Chars.isDigit((char) c));
    return digits && value.chars().allMatch(form.kind.holds) && SecretValue.isNoWord(value);
  }

  /** The end of a token with dots: a web token (RFC 7519) or one of the few others; else 0. */
  private int dotted(int start, int end) {
    if (text.startsWith("eyJ", start) && end - start >= WEB_PART_CHARS) {
      int second = part(end, WEB_PART_CHARS);
      return second > 0 && text.startsWith("eyJ", end + 1) ? part(second, WEB_PART_CHARS) : 0;
    }
    if (isWord("ya29", start, end) || isWord("hvs", start, end)) {
      return random(end, part(end, DOTTED_CHARS));
    }
    int second = isWord("SG", start, end) ? part(end, DOTTED_CHARS) : 0;
    return second > 0 ? random(second, part(second, DOTTED_CHARS)) : 0;
  }

  private boolean isWord(String word, int start, int end) {
    return end - start == word.length() && text.startsWith(word, start);
  }

  private int random(int dot, int end) {
    return end > 0 && SecretValue.isNoWord(text.substring(dot + 1, end)) ? end : 0;
  }

  /** The end of the part behind a dot, 0 where there is none or it is short. */
  private int part(int dot, int least) {
    if (dot >= text.length() || text.charAt(dot) != '.') {
      return 0;
    }
    int end = wordEnd(dot + 1);
    return end - dot - 1 >= least ? end : 0;
  }

  /** {@code Authorization: Bearer …}, {@code Basic …}. */
  private int bearer(int start, int end) {
    boolean scheme =
        (end - start == 6 && text.regionMatches(true, start, "bearer", 0, 6))
            || isWord("Basic", start, end);
    if (!scheme) {
      return end;
    }
    int at = end + 1;
    int most = Math.min(text.length(), at + MANY);
    while (at < most && (Chars.isWord(text.charAt(at)) || ".~+/=".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (at - end - 1 >= BEARER_CHARS && SecretValue.isKey(text.substring(end + 1, at))) {
      spans.add(end + 1, at);
      return at;
    }
    return end;
  }
}
