package dev.roocode.store;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Language;

/** Which files may answer. Applied before ranking, so that a filter costs no recall. */
@FunctionalInterface
public interface FileFilter {
  FileFilter ALL = (path, language) -> true;

  boolean accepts(FilePath path, Language language);
}
