package dev.roocode.scan;

import dev.roocode.domain.Problem;

/** What came of reading a file. */
public sealed interface FileRead {
  /** Its text. */
  record Text(SourceText source) implements FileRead {}

  /** It is left out, by a rule about contents or because it could not be read. */
  record Left(Problem problem) implements FileRead {
    /**
     * Whether only this read failed, so that what is known of the file should stay; otherwise the
     * file does not belong into the index or is no longer there.
     */
    public boolean passing() {
      return problem.rule().equals(Rule.UNREADABLE.word());
    }
  }
}
