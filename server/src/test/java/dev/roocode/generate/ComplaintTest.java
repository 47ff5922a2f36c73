package dev.roocode.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ComplaintTest {
  /** As the engines say it, with what the model reads. */
  private static final Map<String, Integer> OVERFLOWS =
      Map.ofEntries(
          Map.entry(
              "{'error':{'message':'This model\\'s maximum context length is 8192 tokens. However, your"
                  + " messages resulted in 9001 tokens.','type':'invalid_request_error',"
                  + "'param':'messages','code':'context_length_exceeded'}}",
              8192),
          Map.entry(
              "{'object':'error','message':'This model\\'s maximum context length is 4096 tokens."
                  + " However, you requested 5000 tokens','type':'BadRequestError','code':400}",
              4096),
          Map.entry(
              "{'error':{'code':400,'message':'request (9001 tokens) exceeds the available context"
                  + " size (512 tokens), try increasing it','type':'exceed_context_size_error',"
                  + "'n_prompt_tokens':9001,'n_ctx':512}}",
              512),
          Map.entry(
              "{'type':'error','error':{'type':'invalid_request_error','message':"
                  + "'prompt is too long: 210000 tokens > 200000 maximum'}}",
              200_000),
          Map.entry(
              "{'type':'error','error':{'type':'invalid_request_error','message':'input length and"
                  + " `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease'}}",
              200_000),
          Map.entry(
              "{'error':'Trying to keep the first 9001 tokens when context the overflows. However,"
                  + " the model is loaded with context length of only 4096 tokens'}",
              4096),
          Map.entry("{'error':{'message':'the input length exceeds the context length'}}", 0),
          Map.entry("{'error':'input length exceeds maximum context length'}", 0));

  private static Complaint of(String json) {
    return Complaint.of(json.replace("\\'", "’").replace('\'', '"').replace("’", "'"))
        .orElseThrow();
  }

  @Test
  void everyEngineSaysInItsOwnWayThatAPromptIsTooLong() {
    OVERFLOWS.forEach(
        (json, tokens) -> assertEquals(OptionalInt.of(tokens), of(json).overflow(), json));
  }

  @Test
  void otherComplaintsAreNoOverflow() {
    for (String json :
        new String[] {
          "{'error':{'message':'Loading model','type':'unavailable_error','code':503}}",
          "{'error':{'message':'max_tokens must be at least 1','type':'invalid_request_error'}}",
          "{'error':'context canceled'}"
        }) {
      assertEquals(OptionalInt.empty(), of(json).overflow(), json);
    }
  }

  @Test
  void knowsWhenTheModelIsMissing() {
    for (String json :
        new String[] {
          "{'error':{'message':'model \\'nope\\' not found','type':'api_error'}}",
          "{'error':{'message':'The model `nope` does not exist.','type':'NotFoundError'}}",
          "{'type':'error','error':{'type':'not_found_error','message':'model: nope'}}",
          "{'error':{'message':'nope is not a valid model ID','code':400}}",
          "{'error':{'message':'','code':'model_not_found'}}"
        }) {
      assertTrue(of(json).isAboutTheModel(), json);
    }
    assertFalse(of("{'error':{'message':'File Not Found','code':404}}").isAboutTheModel());
    assertFalse(of("{'detail':'Not Found'}").isAboutTheModel());
  }

  @Test
  void whatIsNoComplaintIsNone() {
    for (String text : new String[] {"", "null", "[]", "{}", "<html>", "{\"choices\":[]}"}) {
      assertEquals(Optional.empty(), Complaint.of(text), text);
    }
  }

  @Test
  void onlyPlainWordsAreShown() {
    assertEquals(", server_error", of("{'error':{'type':'server_error','code':500}}").shown());
    assertEquals("", of("{'error':{'type':'sk-ABC123 my code'}}").shown());
  }
}
