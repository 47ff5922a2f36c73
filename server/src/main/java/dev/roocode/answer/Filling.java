package dev.roocode.answer;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The passages of a prompt while it is filled: first every place by its rank, as far as there is
 * room, then the definitions around them with what is left. For one thread.
 */
final class Filling {
  /** One file must not crowd out the others. */
  private static final double FILE_SHARE = 0.4;

  /** Fewer lines of a longer passage tell nothing. */
  private static final int LEAST_LINES = 3;

  /** Numbers of passages have up to three digits. */
  private static final int WIDEST_NUMBER = 200;

  private final Tokens tokens;
  private final String mark;
  private final Indexed indexed;
  private final int room;
  private final List<Excerpt> ranked = new ArrayList<>();
  private final Map<FilePath, FileLines> files = new HashMap<>();
  private final Map<Excerpt, Integer> costs = new HashMap<>();

  /**
   * @param room tokens for all passages together
   */
  Filling(Tokens tokens, String mark, Indexed indexed, int room) {
    this.tokens = tokens;
    this.mark = mark;
    this.indexed = indexed;
    this.room = room;
  }

  /** Best first. */
  List<Excerpt> ranked() {
    return ranked;
  }

  /** Adds the next best place unless it is there already; cut where it does not fit as it is. */
  void add(Excerpt excerpt) {
    if (isRepeated(excerpt)) {
      return;
    }
    Optional<Excerpt> fitting =
        fits(excerpt, List.of()) ? Optional.of(excerpt) : cut(excerpt, left(excerpt.path()));
    fitting.ifPresent(this::place);
  }

  private boolean isRepeated(Excerpt excerpt) {
    String text = "\n" + excerpt.text().strip() + "\n";
    return ranked.stream().anyMatch(kept -> ("\n" + kept.text() + "\n").contains(text));
  }

  /** Together with the one of the file that it touches, at the better rank of both. */
  private void place(Excerpt excerpt) {
    for (int i = 0; i < ranked.size(); i++) {
      Excerpt other = ranked.get(i);
      Optional<Excerpt> both = merged(other, excerpt);
      if (both.isPresent() && fits(both.get(), List.of(other))) {
        ranked.set(i, both.get());
        return;
      }
    }
    ranked.add(excerpt);
  }

  private Optional<Excerpt> merged(Excerpt one, Excerpt other) {
    if (!one.path().equals(other.path()) || one.omitted() > 0 || other.omitted() > 0) {
      return Optional.empty();
    }
    FileLines file = file(one.path());
    if (!file.touch(one.lines(), other.lines()) || !file.has(one) || !file.has(other)) {
      return Optional.empty();
    }
    LineRange lines = one.lines().union(other.lines());
    String symbol = one.symbol().equals(other.symbol()) ? one.symbol() : common(one, other);
    return Optional.of(one.with(lines, symbol, file.text(lines)));
  }

  /** What encloses both definitions. */
  private static String common(Excerpt one, Excerpt other) {
    String outer = one.symbol();
    while (!outer.isEmpty() && !(other.symbol() + ".").startsWith(outer + ".")) {
      outer = outer.substring(0, Math.max(0, outer.lastIndexOf('.')));
    }
    return outer;
  }

  /** Parts of definitions become whole ones while there is room, best first. */
  void extend() {
    for (int i = 0; i < ranked.size(); i++) {
      Excerpt part = ranked.get(i);
      FileLines file = file(part.path());
      if (part.omitted() > 0 || !file.has(part) || file.isWhole(part.lines())) {
        continue;
      }
      Optional<Symbol> around = file.enclosing(part.lines());
      if (around.isPresent()) {
        grow(i, around.get(), file);
      }
    }
  }

  private void grow(int rank, Symbol around, FileLines file) {
    Excerpt part = ranked.get(rank);
    LineRange lines = withOverlapping(around.lines(), part.path());
    String symbol = lines.equals(around.lines()) ? around.qualified() : around.container();
    Excerpt whole = part.with(lines, symbol, file.text(lines));
    List<Excerpt> inside =
        ranked.stream()
            .filter(kept -> kept.path().equals(part.path()) && lines.contains(kept.lines()))
            .toList();
    if (fits(whole, inside)) {
      ranked.set(rank, whole);
      ranked.removeIf(kept -> !kept.equals(whole) && inside.contains(kept));
    }
  }

  private LineRange withOverlapping(LineRange lines, FilePath path) {
    LineRange grown = lines;
    boolean more = true;
    while (more) {
      LineRange now = grown;
      LineRange next =
          ranked.stream()
              .filter(kept -> kept.path().equals(path) && kept.lines().overlaps(now))
              .map(Excerpt::lines)
              .reduce(now, LineRange::union);
      more = !next.equals(now);
      grown = next;
    }
    return grown;
  }

  /** Whether there is room for it once the others are gone. */
  private boolean fits(Excerpt excerpt, List<Excerpt> gone) {
    int freed = gone.stream().mapToInt(this::cost).sum();
    return cost(excerpt) <= left(excerpt.path()) + freed;
  }

  private int left(FilePath path) {
    int all = ranked.stream().mapToInt(this::cost).sum();
    int own = ranked.stream().filter(e -> e.path().equals(path)).mapToInt(this::cost).sum();
    return Math.min(room - all, (int) (room * FILE_SHARE) - own);
  }

  private int cost(Excerpt excerpt) {
    return costs.computeIfAbsent(
        excerpt, e -> tokens.count(PromptText.source(mark, WIDEST_NUMBER, e)));
  }

  /** The most first lines that fit and end where something ends; empty where none do. */
  private Optional<Excerpt> cut(Excerpt excerpt, int most) {
    int fitting = 0;
    int tooMany = excerpt.lines().count();
    while (tooMany - fitting > 1) {
      int middle = (fitting + tooMany) >>> 1;
      if (cost(excerpt.first(middle)) <= most) {
        fitting = middle;
      } else {
        tooMany = middle;
      }
    }
    int end = lastEnd(excerpt, fitting);
    return end == 0 ? Optional.empty() : Optional.of(excerpt.first(end));
  }

  /** The end of a definition, where that leaves half of the lines, else of a statement. */
  private int lastEnd(Excerpt excerpt, int fitting) {
    FileLines file = file(excerpt.path());
    for (int count = fitting; count > 0 && 2 * count >= fitting; count--) {
      if (file.endsAt(excerpt.lines().first() + count - 1)) {
        return count;
      }
    }
    boolean anyLine = excerpt.language().nature() != Language.Nature.CODE;
    int least = Math.min(LEAST_LINES, excerpt.lines().count());
    Statements statements = Statements.of(excerpt.text());
    for (int count = fitting; count >= least; count--) {
      if (anyLine || statements.endWith(count)) {
        return count;
      }
    }
    return 0;
  }

  private FileLines file(FilePath path) {
    return files.computeIfAbsent(path, p -> FileLines.of(p, indexed));
  }
}
