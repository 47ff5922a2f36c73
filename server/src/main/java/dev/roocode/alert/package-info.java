/**
 * Rules over what is measured: when they hold for long enough an alert opens, and with it an
 * incident, which is raised when nobody mends it in time.
 *
 * <p>Invariant: a rule that cannot be understood changes nothing; those before stay in force.
 */
@NullMarked
package dev.roocode.alert;

import org.jspecify.annotations.NullMarked;
