package dev.roocode.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What two languages say comes from one source, and is fresh. */
final class GeneratedFilesTest {
  @Test
  void typesForTypeScript() throws IOException {
    Golden.check(Path.of("ts", "protocol.ts"), TypeScriptText.protocol());
  }

  @Test
  void samplesForTypeScript() throws IOException {
    Golden.check(Path.of("ts", "samples.ts"), TypeScriptText.samples(Golden.samples()));
  }

  @Test
  void referenceForPeople() throws IOException {
    Golden.check(Path.of("..", "docs", "api", "reference.md"), ReferenceText.write());
  }

  @Test
  void everyMemberSaysWhatItMeans() {
    for (Class<?> type : WireModel.types()) {
      assertFalse(WireModel.meaning(type).isEmpty(), type + " has no @Doc");
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          assertFalse(WireModel.meaning(component).isEmpty(), component + " of " + type);
        }
      }
    }
  }
}
