package dev.roocode.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roocode.domain.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UrisTest {
  @Test
  void readsWhatEditorsWrite() {
    assertEquals("/a b/ü/c.ts", Uris.read("file:///a%20b/%C3%BC/c.ts", false));
    assertEquals("/a b/ü/c.ts", Uris.read("file:///a b/ü/c.ts", false));
    assertEquals("/a%b", Uris.read("FILE:///a%25b", false));
    assertEquals("/a#b?c", Uris.read("file:///a#b?c", false));
    assertEquals("/日本/😀", Uris.read("file://localhost/%E6%97%A5%E6%9C%AC/😀", false));
    assertEquals("/one/slash", Uris.read("file:/one/slash", false));
  }

  @Test
  void readsDriveLettersAndMachinesOnWindows() {
    assertEquals("c:\\work\\a b.ts", Uris.read("file:///c%3A/work/a%20b.ts", true));
    assertEquals("C:\\work", Uris.read("file:///C:/work", true));
    assertEquals("\\\\server\\share\\x", Uris.read("file://server/share/x", true));
  }

  @Test
  void writesAsVsCodeDoes() {
    assertEquals("file:///a%20b/%C3%BC%23%25.ts", Uris.write("/a b/ü#%.ts"));
    assertEquals("file:///c%3A/work/x.ts", Uris.write("/c:/work/x.ts"));
    assertEquals("file://server/share/x", Uris.write("//server/share/x"));
  }

  @Test
  void whatIsWrittenIsReadTheSame() {
    for (String name : List.of("plain", "a b", "ü", "日本", "a%20b", "#?&=+;", "😀", "c:")) {
      Path path = Path.of("/folder", name);
      assertEquals(Optional.of(path), Uris.file(Uris.of(path)), name);
    }
  }

  @Test
  void otherSchemesNameNoFile() {
    for (String uri : List.of("untitled:Untitled-1", "git:/a/b.ts?x", "vscode-vfs://github/a/b")) {
      assertEquals(Optional.empty(), Uris.file(uri));
      Fault fault = assertThrows(Fault.Invalid.class, () -> Uris.require("uri", uri));
      assertEquals("uri", fault.resource());
    }
  }

  @Test
  void nonsenseIsRefused() {
    for (String uri :
        List.of(
            "file:///a%zz",
            "file:///a%2",
            "file:///a%",
            "file:///%FF%FE",
            "file:///a%00b",
            "file:relative",
            "file:",
            "file://other-machine/share/x")) {
      assertThrows(Fault.Invalid.class, () -> Uris.require("uri", uri), uri);
    }
    assertThrows(Fault.Invalid.class, () -> Uris.require("uri", "/a/b"));
    assertThrows(Fault.Invalid.class, () -> Uris.require("uri", ""));
  }
}
