package dev.roocode.service;

import dev.roocode.alert.Alert;
import dev.roocode.alert.AlertRule;
import dev.roocode.alert.Incident;
import dev.roocode.domain.Problem;
import dev.roocode.metrics.Reading;
import java.time.Instant;
import java.util.List;

/**
 * What was measured of a workspace.
 *
 * @param time when it was told
 * @param readings one for each metric
 * @param rules in force
 * @param alerts that are open
 * @param incidents that are open
 * @param problems with the log or the user's rules
 */
public record Measured(
    Instant time,
    List<Reading> readings,
    List<AlertRule> rules,
    List<Alert> alerts,
    List<Incident> incidents,
    List<Problem> problems) {}
