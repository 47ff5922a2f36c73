package dev.roocode.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.annotations.SerializedName;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.ErrorCode;
import dev.roocode.protocol.ErrorData;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  @Test
  void theWireKnowsEveryFaultByWordAndCode() throws ReflectiveOperationException {
    Map<String, Integer> faults = new TreeMap<>();
    for (Class<?> type : Fault.class.getPermittedSubclasses()) {
      Fault fault =
          (Fault)
              type.getConstructor(String.class, String.class, String.class)
                  .newInstance("resource", "message", "hint");
      faults.put(fault.kind(), fault.code());
    }
    Map<String, Integer> wire = new TreeMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      SerializedName word =
          ErrorCode.class.getField(code.name()).getAnnotation(SerializedName.class);
      wire.put(word.value(), code.code());
    }
    assertEquals(faults, wire);
  }

  @Test
  void aFaultNamesResourceAndMend() {
    ResponseError error =
        Errors.of(new CompletionException(new Fault.Invalid("limit", "is -1", "use 1 to 200")));
    assertEquals(-32010, error.getCode());
    assertEquals("limit: is -1 (use 1 to 200)", error.getMessage());
    assertEquals(new ErrorData("invalid", "limit", "use 1 to 200", null, null), error.getData());
  }

  @Test
  void whatPassesSaysWhenToTryAgain() {
    ResponseError error = Errors.of(new Fault.Busy("requests", "too many", "wait"));
    assertEquals(Errors.RETRY_MILLIS, data(error).retryAfterMillis());
    Fault said = new Fault.Unavailable("endpoint", "is overloaded", "wait").retryAfter(7_000);
    assertEquals(7_000L, data(Errors.of(said)).retryAfterMillis());
  }

  @Test
  void aFaultOfOperationHasANumberThatTheLogNames() {
    ResponseError error = Errors.of(new Fault.Corrupt("index", "is damaged", "restart"));
    assertTrue(String.valueOf(data(error).incident()).matches("[0-9a-f]{8}"));
    assertEquals("index: is damaged (restart)", error.getMessage());
  }

  @Test
  void cancelledIsNoFailure() {
    assertEquals(-32800, Errors.of(new CancellationException()).getCode());
  }

  @Test
  void anErrorOfTheProgramGoesToTheLogAlone() {
    ResponseError error = Errors.of(new IllegalStateException("secret"));
    assertEquals(-32603, error.getCode());
    assertFalse((error.getMessage() + error.getData()).contains("secret"));
    String incident = data(error).incident();
    assertNotNull(incident);
    assertTrue(error.getMessage().contains(incident));
  }

  private static ErrorData data(ResponseError error) {
    return assertInstanceOf(ErrorData.class, error.getData());
  }
}
