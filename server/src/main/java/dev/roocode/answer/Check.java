package dev.roocode.answer;

import dev.roocode.domain.Answer.Citation;
import dev.roocode.domain.Answer.Mark;
import dev.roocode.domain.Answer.Place;
import dev.roocode.domain.Answer.State;
import dev.roocode.domain.Answer.Verification;
import dev.roocode.domain.Answer.What;
import dev.roocode.domain.CheckedText;
import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.LineRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a text claims with the passages that it was written from, and with nothing else:
 * what the model was not given it cannot know.
 *
 * <p>It proves that a place exists, was read, and holds the name. It does not prove that what the
 * text says about it is true.
 */
final class Check {
  private final List<Excerpt> sources;
  private final Predicate<FilePath> changed;
  private final List<Mark> marks = new ArrayList<>();
  private final Map<State, Integer> counts = new EnumMap<>(State.class);
  private final Map<Integer, Citation> cited = new TreeMap<>();

  private Check(List<Excerpt> sources, Predicate<FilePath> changed) {
    this.sources = sources;
    this.changed = changed;
  }

  /**
   * @param sources in the order of their numbers
   * @param changed whether the file is another one now than the one that was read
   */
  static CheckedText all(String text, List<Excerpt> sources, Predicate<FilePath> changed) {
    return of(text, Set.of(What.values()), sources, changed);
  }

  /** Numbers alone: of a text that is made of the passages themselves. */
  static CheckedText numbers(String text, List<Excerpt> sources, Predicate<FilePath> changed) {
    return of(text, Set.of(What.SOURCE), sources, changed);
  }

  private static CheckedText of(
      String text, Set<What> wanted, List<Excerpt> sources, Predicate<FilePath> changed) {
    Check check = new Check(sources, changed);
    Claims.of(text).stream().filter(claim -> wanted.contains(claim.what())).forEach(check::look);
    return new CheckedText(
        text, List.copyOf(check.cited.values()), check.marks, check.verification());
  }

  private Verification verification() {
    return new Verification(
        counts.getOrDefault(State.VERIFIED, 0),
        counts.getOrDefault(State.FABRICATED, 0),
        counts.getOrDefault(State.STALE, 0),
        counts.getOrDefault(State.UNVERIFIED, 0));
  }

  private void look(Claim claim) {
    switch (claim.what()) {
      case SOURCE -> note(claim, number(claim), State.FABRICATED);
      case PLACE -> place(claim);
      case IDENTIFIER -> note(claim, identifier(claim.text()), State.UNVERIFIED);
    }
  }

  private Optional<Place> number(Claim claim) {
    int n = claim.first();
    return n < 1 || n > sources.size()
        ? Optional.empty()
        : Optional.of(place(n, sources.get(n - 1).lines()));
  }

  private Place place(int number, LineRange lines) {
    return new Place(number, sources.get(number - 1).path(), lines);
  }

  /** Lines that were only partly read cannot be told; lines that were not are made up. */
  private void place(Claim claim) {
    if (claim.first() < 1 || claim.last() < claim.first()) {
      note(claim, Optional.empty(), State.FABRICATED);
      return;
    }
    LineRange lines = new LineRange(claim.first(), claim.last());
    String path = claim.text().replace('\\', '/').replaceFirst("^(?:\\./)+", "");
    State otherwise = State.FABRICATED;
    for (int n = 1; n <= sources.size(); n++) {
      Excerpt source = sources.get(n - 1);
      boolean isThis = ("/" + source.path()).endsWith("/" + path);
      if (isThis && source.lines().contains(lines)) {
        note(claim, Optional.of(place(n, lines)), otherwise);
        return;
      }
      if (isThis && source.lines().overlaps(lines)) {
        otherwise = State.UNVERIFIED;
      }
    }
    note(claim, Optional.empty(), otherwise);
  }

  /** The first passage that has all parts of the name, and the line with the last of them. */
  private Optional<Place> identifier(String name) {
    String[] parts = name.split("\\.|::|#|->", -1);
    for (int n = 1; n <= sources.size(); n++) {
      Excerpt source = sources.get(n - 1);
      String around = source.path() + " " + source.symbol() + "\n";
      boolean all = true;
      for (String part : parts) {
        all &= word(part).matcher(around + source.text()).find();
      }
      if (all) {
        return Optional.of(place(n, line(source, parts[parts.length - 1])));
      }
    }
    return Optional.empty();
  }

  private static LineRange line(Excerpt source, String name) {
    Matcher found = word(name).matcher(source.text());
    if (!found.find()) {
      return source.lines();
    }
    int before =
        (int) source.text().substring(0, found.start()).chars().filter(c -> c == '\n').count();
    int line = source.lines().first() + before;
    return new LineRange(line, line);
  }

  private static Pattern word(String name) {
    return Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])");
  }

  /**
   * @param found empty where no passage holds it
   * @param otherwise what that means
   */
  private void note(Claim claim, Optional<Place> found, State otherwise) {
    State state =
        found
            .map(place -> changed.test(place.path()) ? State.STALE : State.VERIFIED)
            .orElse(otherwise);
    marks.add(new Mark(claim.start(), claim.end(), claim.what(), state, found));
    if (claim.what() == What.IDENTIFIER) {
      return;
    }
    counts.merge(state, 1, Integer::sum);
    if (state == State.VERIFIED) {
      int n = found.orElseThrow().number();
      Excerpt source = sources.get(n - 1);
      cited.put(n, new Citation(n, source.path(), source.lines(), ContentHash.of(source.text())));
    }
  }
}
