package dev.roocode.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a text that go. No part reaches over a line end. */
final class Spans {
  /** Stands for what was taken out; holds nothing that a rule would take for a secret. */
  static final String MARKER = "[redacted]";

  /**
   * @param counts whether it is a secret of its own, not a further part of one
   */
  private record Span(int start, int end, boolean counts) {}

  private final List<Span> spans = new ArrayList<>();

  void add(int start, int end) {
    spans.add(new Span(start, end, true));
  }

  /** A further part of the secret added last. */
  void addPart(int start, int end) {
    spans.add(new Span(start, end, false));
  }

  Redacted applied(String text) {
    if (spans.isEmpty()) {
      return new Redacted(text, 0);
    }
    spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
    StringBuilder result = new StringBuilder(text.length());
    int count = 0;
    int end = 0;
    for (Span span : spans) {
      if (span.start >= end) {
        result.append(text, end, span.start).append(MARKER);
        count += span.counts ? 1 : 0;
      }
      end = Math.max(end, span.end);
    }
    return new Redacted(result.append(text, end, text.length()).toString(), count);
  }
}
