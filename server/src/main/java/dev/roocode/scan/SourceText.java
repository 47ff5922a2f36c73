package dev.roocode.scan;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file as text.
 *
 * @param file which one
 * @param text without byte order mark; every line end ({@code \r\n}, {@code \r}) is {@code \n}, so
 *     that lines count as in an editor
 * @param stamp size and time from before the read and the hash of the bytes that were read: a file
 *     that changes meanwhile looks changed to the next scan
 * @param charset the canonical name of the encoding it was read in
 */
public record SourceText(ScannedFile file, String text, FileStamp stamp, String charset) {
  /** Text that so far only an editor holds. */
  public static SourceText unsaved(FilePath path, Path absolute, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    FileStamp stamp = new FileStamp(bytes.length, FileStamp.UNSAVED, ContentHash.of(bytes));
    ScannedFile file =
        new ScannedFile(
            path, absolute, bytes.length, FileStamp.UNSAVED, Language.ofFile(path.name()));
    return new SourceText(file, Decoding.normalized(text), stamp, StandardCharsets.UTF_8.name());
  }
}
