package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code rag/outline}. */
public final class RagOutline {
  private RagOutline() {}

  /** A file. */
  @Doc("A file")
  public record Params(@Doc("of the file") String uri) {}

  /** The kinds of definitions. */
  @Doc("The kinds of definitions")
  public enum Kind {
    @SerializedName("module")
    MODULE,
    @SerializedName("class")
    CLASS,
    @SerializedName("interface")
    INTERFACE,
    @SerializedName("enum")
    ENUM,
    @SerializedName("function")
    FUNCTION,
    @SerializedName("method")
    METHOD,
    @SerializedName("field")
    FIELD,
    @SerializedName("constant")
    CONSTANT,
    @SerializedName("type")
    TYPE,
    @SerializedName("section")
    SECTION
  }

  /** A definition. */
  @Doc("A definition in a file")
  public record Symbol(
      @Doc("its simple name") String name,
      @Doc("qualified name of what encloses it") @Nullable String container,
      @Doc("what it is") Kind kind,
      @Doc("the whole definition with its comments, whole lines") Range range,
      @Doc("the line its name stands on") Range selectionRange) {}

  /** The definitions. */
  @Doc("The definitions of an indexed file")
  public record Result(@Doc("in the order of the file") List<Symbol> symbols) {}
}
