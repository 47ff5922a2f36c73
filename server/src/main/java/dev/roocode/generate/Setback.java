package dev.roocode.generate;

import dev.roocode.domain.Fault;
import java.util.EnumSet;
import java.util.Set;

/** An attempt that failed before the model's first word, and whether another one makes sense. */
final class Setback extends Exception {
  private static final long serialVersionUID = 1;

  /** Whether another attempt makes sense. */
  enum Again {
    NEVER,
    /** Nobody took the question, which may be an old connection or a server just starting. */
    ONCE,
    /** Too busy at the moment; the fault tells when to come back, where the server said so. */
    LATER,
    /** At once, without the member that was refused. */
    WITHOUT
  }

  private final Fault fault;
  private final Again again;
  private final EnumSet<ChatApi.Extra> refused;

  Setback(Fault fault, Again again) {
    this(fault, again, Set.of());
  }

  /**
   * @param refused members of the question, for {@link Again#WITHOUT}
   */
  Setback(Fault fault, Again again, Set<ChatApi.Extra> refused) {
    super(fault);
    this.fault = fault;
    this.again = again;
    this.refused = EnumSet.noneOf(ChatApi.Extra.class);
    this.refused.addAll(refused);
  }

  Set<ChatApi.Extra> refused() {
    return refused;
  }

  Fault fault() {
    return fault;
  }

  Again again() {
    return again;
  }
}
