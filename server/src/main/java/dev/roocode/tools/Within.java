package dev.roocode.tools;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of an argument: its schema says them, and what lies outside is refused. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Within {
  /** The smallest number. */
  int min() default 1;

  /** The largest number. */
  int max() default Integer.MAX_VALUE;

  /** The longest text, in UTF-16 code units; also of each text of a list. */
  int chars() default Integer.MAX_VALUE;

  /** The longest list. */
  int items() default Integer.MAX_VALUE;
}
