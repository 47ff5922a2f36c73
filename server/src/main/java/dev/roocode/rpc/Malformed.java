package dev.roocode.rpc;

import com.google.gson.JsonParseException;

/** Parameters that do not have the shape their method asks for; the message names the member. */
public final class Malformed extends JsonParseException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  /**
   * @param problem what is wrong, to be read behind the member's name: {@code is missing}
   */
  public Malformed(String problem) {
    this("", problem);
  }

  private Malformed(String path, String problem) {
    super((path.isEmpty() ? "params" : path) + " " + problem);
    this.path = path;
    this.problem = problem;
  }

  /** The same, seen from the object around the member. */
  public Malformed in(String member) {
    boolean step = !path.isEmpty() && !path.startsWith("[");
    return new Malformed(member + (step ? "." : "") + path, problem);
  }
}
