package dev.roocode.rank;

import dev.roocode.domain.Chunk;
import java.util.Locale;

/** What the question names exactly and the chunk has. */
final class Exact {
  private Exact() {}

  /** 1 if the question names the definition that the chunk belongs to, 0.5 an enclosing one. */
  static double symbol(Intent intent, Chunk chunk) {
    if (chunk.symbols().isEmpty()) {
      return 0;
    }
    String own = chunk.symbol().substring(chunk.symbol().lastIndexOf('.') + 1);
    double best = 0;
    for (String name : intent.identifiers()) {
      if (name.equalsIgnoreCase(own)) {
        return 1;
      }
      best = chunk.symbols().stream().anyMatch(name::equalsIgnoreCase) ? 0.5 : best;
    }
    for (String quote : intent.quoted()) {
      if (quote.equals(own) || quote.equals(chunk.symbol())) {
        return 1;
      }
    }
    return best;
  }

  /** The share of the quoted pieces that the chunk's text holds. */
  static double quoted(Intent intent, Chunk chunk) {
    if (intent.quoted().isEmpty()) {
      return 0;
    }
    String text = chunk.text().toLowerCase(Locale.ROOT);
    long held =
        intent.quoted().stream().filter(q -> text.contains(q.toLowerCase(Locale.ROOT))).count();
    return (double) held / intent.quoted().size();
  }

  /** 1 if the question names the file. */
  static double path(Intent intent, Candidate candidate) {
    String file = candidate.path().relative();
    return intent.places().stream().anyMatch(place -> place.names(file)) ? 1 : 0;
  }

  /** 1 if the question names a line of the chunk. */
  static double line(Intent intent, Candidate candidate) {
    String file = candidate.path().relative();
    return intent.places().stream().anyMatch(p -> p.isIn(file, candidate.chunk().lines())) ? 1 : 0;
  }
}
