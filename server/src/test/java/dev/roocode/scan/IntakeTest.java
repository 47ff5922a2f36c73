package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.domain.ContentHash;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.FileStamp;
import dev.roocode.domain.Root;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private static final String JAPANESE = "// 設定ファイルを読み込んで、検索インデックスを更新します。\n// 失敗した場合はエラーを表示する。\n";

  @TempDir Path folder;

  private SourceText read(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), content).toRealPath();
    Scanner scanner =
        new Scanner(List.of(new Root("", folder.toRealPath())), ScanSettings.DEFAULTS, folder);
    Decision.Take take = assertInstanceOf(Decision.Take.class, scanner.decide(file));
    return assertInstanceOf(FileRead.Text.class, scanner.read(take.file())).source();
  }

  @Test
  void lineEndsAndByteOrderMarks() throws IOException {
    SourceText text = read("\uFEFFa\r\nb\rc\n\r\nd".getBytes(StandardCharsets.UTF_8));
    assertEquals("a\nb\nc\n\nd", text.text());
    assertEquals("UTF-8", text.charset());
    assertEquals("", read(new byte[0]).text());
  }

  @Test
  void wideEncodingsByTheirMark() throws IOException {
    Map<Charset, byte[]> marks =
        Map.of(
            StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE},
            StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF},
            StandardCharsets.UTF_32LE, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
            StandardCharsets.UTF_32BE, new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF});
    for (Map.Entry<Charset, byte[]> mark : marks.entrySet()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(mark.getValue());
      bytes.writeBytes("héllo\r\n".getBytes(mark.getKey()));
      SourceText text = read(bytes.toByteArray());
      assertEquals("héllo\n", text.text());
      assertEquals(mark.getKey().name(), text.charset());
    }
  }

  @Test
  void encodingsByStatistics() throws IOException {
    for (String name : List.of("Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-8")) {
      SourceText text = read(JAPANESE.getBytes(Charset.forName(name)));
      assertEquals(JAPANESE, text.text(), name);
      assertEquals(name, text.charset());
    }
    String chinese = "// 读取配置文件并更新搜索索引，如果失败则显示错误信息。\n".repeat(3);
    assertEquals(chinese, read(chinese.getBytes(Charset.forName("GB18030"))).text());
    String german = "// Größe prüfen und Übergänge zählen, sonst schließen\nint i = 0;\n";
    assertEquals(german, read(german.getBytes(Charset.forName("windows-1252"))).text());
    String short1252 = "naïve “quoted”\n";
    assertEquals(short1252, read(short1252.getBytes(Charset.forName("windows-1252"))).text());
  }

  @Test
  void nearlyValidUtf8StaysUtf8() throws IOException {
    byte[] bytes = JAPANESE.getBytes(StandardCharsets.UTF_8);
    bytes[3] = (byte) 0xFF;
    SourceText text = read(bytes);
    assertEquals("UTF-8", text.charset());
    assertTrue(text.text().endsWith("失敗した場合はエラーを表示する。\n"), text.text());
  }

  @Test
  void anyBytesBecomeText() throws IOException {
    SourceText text = read(new byte[] {'a', (byte) 0x81, 'b', '\n', (byte) 0xFE});
    assertEquals(5, text.text().length());
    assertEquals('b', text.text().charAt(2));
  }

  @Test
  void theStampIsOfTheBytesOnDisk() throws IOException {
    byte[] bytes = "a\r\n".getBytes(StandardCharsets.UTF_8);
    SourceText text = read(bytes);
    FileStamp stamp = text.stamp();
    assertEquals(ContentHash.of(bytes), stamp.hash());
    assertTrue(stamp.looksLike(text.file().sizeBytes(), text.file().modifiedNanos()));
  }

  @Test
  void unsavedTextLooksChangedToEveryScan() {
    SourceText text =
        SourceText.unsaved(FilePath.of("src/a.py"), folder.resolve("src/a.py"), "a\r\nb");
    assertEquals("a\nb", text.text());
    assertEquals("python", text.file().language().id());
    assertFalse(text.stamp().looksLike(text.stamp().sizeBytes(), text.stamp().modifiedNanos()));
  }
}
