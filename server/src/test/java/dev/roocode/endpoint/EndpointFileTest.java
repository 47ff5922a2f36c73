package dev.roocode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFileTest {
  /** No system numbers processes so high. */
  private static final long NO_PROCESS = Integer.MAX_VALUE - 1;

  @TempDir private Path data;

  @Test
  void whatIsWrittenIsReadByItsOwnerAlone() throws IOException {
    EndpointFile written = EndpointFile.of(4711, "1.2.3");
    written.write(data);
    assertEquals(Optional.of(written), EndpointFile.read(data));
    Path file = data.resolve(EndpointFile.NAME);
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    try (var files = Files.list(data)) {
      assertEquals(List.of(file), files.toList(), "no temporary file is left");
    }
  }

  @Test
  void tokensAreLongNewEachTimeAndNeverShown() {
    EndpointFile one = EndpointFile.of(1, "x");
    EndpointFile other = EndpointFile.of(1, "x");
    assertEquals(43, one.token().length(), "32 bytes in base 64");
    assertNotEquals(one.token(), other.token());
    assertFalse(one.toString().contains(one.token()));
    assertTrue(one.admits(one.token()));
    assertFalse(one.admits(other.token()));
    assertFalse(one.admits(""));
    assertFalse(one.admits(one.token() + "x"));
    assertFalse(one.admits(one.token().substring(1)));
  }

  @Test
  void whatAKilledServerLeftBehindIsNone() throws IOException {
    new EndpointFile(NO_PROCESS, 4711, "token", "1").write(data);
    assertEquals(Optional.empty(), EndpointFile.read(data));
    EndpointFile next = EndpointFile.of(4712, "1");
    next.write(data);
    assertEquals(Optional.of(next), EndpointFile.read(data), "replaced");
  }

  @Test
  void whatCannotBeUnderstoodIsNone() throws IOException {
    assertEquals(Optional.empty(), EndpointFile.read(data), "missing");
    assertEquals(Optional.empty(), EndpointFile.read(data.resolve("nowhere")));
    long pid = ProcessHandle.current().pid();
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{}",
            "{\"pid\":1,\"port\":2}",
            "{\"pid\":\"x\",\"port\":2,\"token\":\"t\",\"version\":\"v\"}",
            "{\"pid\":" + pid + ",\"port\":0,\"token\":\"t\",\"version\":\"v\"}",
            "{\"pid\":" + pid + ",\"port\":70000,\"token\":\"t\",\"version\":\"v\"}",
            "{\"pid\":" + pid + ",\"port\":1,\"token\":{},\"version\":\"v\"}",
            " ".repeat(1 << 20) + "{}")) {
      Files.writeString(data.resolve(EndpointFile.NAME), text);
      assertEquals(Optional.empty(), EndpointFile.read(data), text.strip());
    }
  }

  @Test
  void onlyItsOwnFileIsTakenAway() throws IOException {
    EndpointFile first = EndpointFile.of(1, "x");
    EndpointFile second = EndpointFile.of(2, "x");
    first.write(data);
    second.write(data);
    first.remove(data);
    assertEquals(Optional.of(second), EndpointFile.read(data));
    second.remove(data);
    assertFalse(Files.exists(data.resolve(EndpointFile.NAME)));
    second.remove(data);
  }
}
