package dev.roocode.search;

import dev.roocode.domain.Chunk;
import dev.roocode.domain.Hit;
import dev.roocode.domain.Hit.Matched;
import dev.roocode.domain.Limits;
import dev.roocode.rank.Candidate;
import dev.roocode.rank.RankSettings;
import dev.roocode.rank.Ranked;
import dev.roocode.rank.Ranking;
import dev.roocode.text.Question;
import dev.roocode.text.Words;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes what is shown of a ranked candidate: snippet, why it matched, what its score is made of.
 */
final class HitMaker {
  private final Set<String> terms;
  private final boolean explain;
  private final Halves.Found found;
  private final RankSettings settings;

  HitMaker(Question question, boolean explain, Halves.Found found, RankSettings settings) {
    this.terms = question.terms().keySet();
    this.explain = explain;
    this.found = found;
    this.settings = settings;
  }

  Hit hit(Ranked ranked, boolean stale) {
    Candidate candidate = ranked.candidate();
    Chunk chunk = candidate.chunk();
    return new Hit(
        candidate.path(),
        chunk.lines(),
        chunk.symbol(),
        chunk.kind(),
        candidate.language(),
        ranked.score(),
        matched(ranked),
        snippet(chunk.text()),
        stale,
        explain ? explained(ranked) : Map.of());
  }

  private static String snippet(String text) {
    return text.length() <= Limits.CHUNK_CHARS ? text : text.substring(0, Limits.CHUNK_CHARS);
  }

  private Set<Matched> matched(Ranked ranked) {
    Candidate candidate = ranked.candidate();
    Set<Matched> matched = EnumSet.noneOf(Matched.class);
    if (candidate.textChunk() > 0) {
      matched.add(Matched.TEXT);
    }
    if (part(ranked, Ranking.VECTOR) >= settings.vectorChunk() / 2 && candidate.vectorChunk() > 0) {
      matched.add(Matched.VECTOR);
    }
    if (part(ranked, Ranking.SYMBOL) > 0 || holdsTerm(candidate.chunk().symbol())) {
      matched.add(Matched.SYMBOL);
    }
    if (part(ranked, Ranking.PATH) > 0 || holdsTerm(candidate.path().relative())) {
      matched.add(Matched.PATH);
    }
    return matched;
  }

  private boolean holdsTerm(String name) {
    return Words.of(name).stream().anyMatch(terms::contains);
  }

  private static double part(Ranked ranked, String name) {
    return ranked.components().getOrDefault(name, 0.0);
  }

  /** The components of the sum, and the raw scores they were made of. */
  private Map<String, Double> explained(Ranked ranked) {
    long id = ranked.candidate().id();
    Map<String, Double> explained = new HashMap<>(ranked.components());
    explained.put("raw.bm25", (double) found.text().chunk(id));
    explained.put("raw.bm25File", (double) found.text().file(id));
    explained.put("raw.cosine", (double) found.vector().chunk(id));
    explained.put("raw.cosineFile", (double) found.vector().file(id));
    return explained;
  }
}
