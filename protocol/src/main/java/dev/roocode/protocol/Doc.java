package dev.roocode.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a message, a member or a word means, in one line. {@code ts/protocol.ts} and {@code
 * docs/api/reference.md} are generated with it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.TYPE,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
})
public @interface Doc {
  /** One line, without a final full stop where it is no sentence. */
  String value();
}
