package dev.roocode.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/** The messages of {@code rag/listTools}. */
public final class RagListTools {
  private RagListTools() {}

  /** Nothing. */
  @Doc("Nothing")
  public record Params() {}

  /** A tool. */
  @Doc("A tool for agents")
  public record Tool(
      @Doc("by which it is called") String name,
      @Doc("for people") String title,
      @Doc("for a model: what it does and when it helps") String description,
      @Doc("JSON Schema of its arguments") JsonObject inputSchema,
      @Doc("JSON Schema of its structured answer") JsonObject outputSchema,
      @Doc("whether it only reads") boolean readOnly) {}

  /** The tools. */
  @Doc("The tools for agents")
  public record Result(@Doc("those that the settings allow") List<Tool> tools) {}
}
