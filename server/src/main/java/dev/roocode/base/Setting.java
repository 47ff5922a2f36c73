package dev.roocode.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a room's settings record. The settings table, {@code .env.example} and
 * the editor's settings page are generated from it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** What it does, in a sentence or two for users. */
  String value();

  /** The smallest number allowed. */
  long min() default Long.MIN_VALUE;

  /** The largest number allowed. */
  long max() default Long.MAX_VALUE;

  /** Whether its value must not be shown or recorded. */
  boolean secret() default false;

  /**
   * Whether only the user or the machine may set it, never a workspace's own settings: what decides
   * where texts are sent, and what lies outside the workspace.
   */
  boolean machine() default false;
}
