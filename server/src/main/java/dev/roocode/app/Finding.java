package dev.roocode.app;

import dev.roocode.domain.Fault;

/**
 * One look of the doctor.
 *
 * @param mend what to do; empty when all is fine
 */
record Finding(String check, Outcome outcome, String detail, String mend) {
  /** How a look came out, the worst last. */
  enum Outcome {
    OK,
    /** Works, with less than it could. */
    WARNING,
    FAILED,
    /** Stored data was found damaged. */
    DAMAGED
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Outcome.OK, detail, "");
  }

  static Finding of(String check, Fault fault) {
    Outcome outcome = fault instanceof Fault.Corrupt ? Outcome.DAMAGED : Outcome.FAILED;
    return new Finding(check, outcome, fault.resource() + " " + fault.getMessage(), fault.hint());
  }
}
