package dev.roocode.rank;

import dev.roocode.domain.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders the candidates of one question: the weighted sum of both halves' scores, stretched to 0 …
 * 1, plus what is named, minus a deduction for tests, documents, examples and data that were not
 * asked for; copies merged, files mixed. Deterministic: equal scores go by path and line.
 */
public final class Ranking {
  /** Component: BM25 of the chunk, stretched and weighted. */
  public static final String TEXT = "text";

  /** Component: BM25 of the file, stretched and weighted. */
  public static final String TEXT_FILE = "textFile";

  /** Component: cosine of the chunk, stretched and weighted. */
  public static final String VECTOR = "vector";

  /** Component: mean cosine of the file's best chunks, stretched and weighted. */
  public static final String VECTOR_FILE = "vectorFile";

  /** Component: the words of the file's name are in the question. */
  public static final String FILE_NAME = "fileName";

  /** Component: the definition is named. */
  public static final String SYMBOL = "symbol";

  /** Component: quoted text is held. */
  public static final String QUOTED = "quoted";

  /** Component: the file is named. */
  public static final String PATH = "path";

  /** Component: the line is named. */
  public static final String LINE = "line";

  /** Component, 0 or less: tests, documents, examples, data that were not asked for. */
  public static final String ASIDE = "aside";

  private final RankSettings settings;

  public Ranking(RankSettings settings) {
    this.settings = settings;
  }

  /**
   * All candidates, best first, without copies of the same text.
   *
   * @param includeTests as in {@link Query}: true means that tests are asked for
   */
  public List<Ranked> rank(
      Intent intent, @Nullable Boolean includeTests, List<Candidate> candidates) {
    double[] text = Normalise.minMax(candidates, Candidate::textChunk);
    double[] textFile = Normalise.minMax(candidates, Candidate::textFile);
    double[] vector =
        Normalise.known(candidates, Candidate::vectorChunk, Candidate::textChunk, text);
    double[] vectorFile =
        Normalise.known(candidates, Candidate::vectorFile, Candidate::textFile, textFile);
    double prose = intent.prose() ? settings.prose() : 1;
    List<Ranked> ranked = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Map<String, Double> parts = named(intent, candidate);
      parts.put(TEXT, settings.textChunk() * text[i]);
      parts.put(TEXT_FILE, settings.textFile() * textFile[i]);
      parts.put(VECTOR, prose * settings.vectorChunk() * vector[i]);
      parts.put(VECTOR_FILE, prose * settings.vectorFile() * vectorFile[i]);
      parts.put(FILE_NAME, settings.fileName() * candidate.fileName());
      parts.put(ASIDE, -aside(intent, includeTests, candidate));
      double score = parts.values().stream().mapToDouble(Double::doubleValue).sum();
      ranked.add(new Ranked(candidate, score, parts));
    }
    ranked.sort(ORDER);
    return Diversity.spread(Diversity.withoutCopies(ranked), settings.perFile());
  }

  private static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble((Ranked r) -> -r.score())
          .thenComparing(r -> r.candidate().path())
          .thenComparingInt(r -> r.candidate().chunk().lines().first())
          .thenComparingLong(r -> r.candidate().id());

  private Map<String, Double> named(Intent intent, Candidate candidate) {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put(SYMBOL, settings.symbol() * Exact.symbol(intent, candidate.chunk()));
    parts.put(QUOTED, settings.quoted() * Exact.quoted(intent, candidate.chunk()));
    parts.put(PATH, settings.path() * Exact.path(intent, candidate));
    parts.put(LINE, settings.line() * Exact.line(intent, candidate));
    return parts;
  }

  private double aside(Intent intent, @Nullable Boolean includeTests, Candidate candidate) {
    PathNature nature = PathNature.of(candidate.path(), candidate.language());
    boolean askedFor =
        nature == PathNature.CODE
            || intent.wants().contains(nature)
            || (nature == PathNature.TEST && Boolean.TRUE.equals(includeTests));
    return askedFor ? 0 : settings.aside();
  }
}
