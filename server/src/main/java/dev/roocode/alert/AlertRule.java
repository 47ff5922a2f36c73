package dev.roocode.alert;

import java.time.Duration;

/**
 * When somebody is to be told.
 *
 * @param name small letters, digits and underscores
 * @param duration for how long the condition must hold before the alert opens, and be over before
 *     it closes
 * @param level what its incident begins with
 */
public record AlertRule(
    String name, Condition condition, Duration duration, Severity severity, Level level) {}
