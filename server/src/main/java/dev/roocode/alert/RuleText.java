package dev.roocode.alert;

import dev.roocode.domain.Problem;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads {@code alerts.yaml}. Nothing of it is executed or expanded; each mistake is told with file,
 * line and column, both from 1. Used once.
 */
final class RuleText {
  static final int BYTES_MAX = 64 << 10;
  static final int RULES_MAX = 100;

  private static final int DEPTH_MAX = 10;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern DURATION = Pattern.compile("(-?\\d{1,6})\\s*(s|m|min|h)");
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * What a file says.
   *
   * @param rules by name; empty where a rule is switched off
   * @param problems where there are any, the rules are not to be used
   */
  record Read(Map<String, Optional<AlertRule>> rules, List<Problem> problems) {}

  private final String file;
  private final Map<String, Optional<AlertRule>> rules = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private RuleText(String file) {
    this.file = file;
  }

  /**
   * @param file its name for people
   */
  static Read read(String file, String text) {
    RuleText reader = new RuleText(file);
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_MAX);
    options.setCodePointLimit(BYTES_MAX);
    try {
      reader.root(new Yaml(options).compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      reader.problem(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) { // beyond a limit
      reader.problem((Mark) null, String.valueOf(e.getMessage()));
    }
    return new Read(reader.rules, reader.problems);
  }

  private void problem(@Nullable Mark mark, String message) {
    problem(mark, 0, message);
  }

  private void problem(@Nullable Mark mark, int offset, String message) {
    String place =
        mark == null
            ? file
            : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1 + offset);
    problems.add(new Problem(place, "badAlert", message));
  }

  private void problem(Node node, String message) {
    problem(node.getStartMark(), message);
  }

  private void root(@Nullable Node root) {
    if (root == null) {
      return; // an empty file changes nothing
    }
    Map<String, Node> members = members(root, List.of("alerts"));
    Node alerts = members.get("alerts");
    if (alerts instanceof SequenceNode list) {
      if (list.getValue().size() > RULES_MAX) {
        problem(list, "has more than " + RULES_MAX + " rules");
        return;
      }
      list.getValue().forEach(this::rule);
    } else if (alerts != null) {
      problem(alerts, "alerts is no list");
    }
  }

  /** The members of a mapping; what is no member of these is told. */
  private Map<String, Node> members(Node node, List<String> known) {
    Map<String, Node> members = new HashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "is no mapping with " + String.join(", ", known));
      return members;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String name =
          tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(no word)";
      if (!known.contains(name)) {
        problem(
            tuple.getKeyNode(),
            "there is no " + ConditionText.shown(name) + "; known are " + String.join(", ", known));
      } else if (members.put(name, tuple.getValueNode()) != null) {
        problem(tuple.getKeyNode(), name + " is said twice");
      }
    }
    return members;
  }

  private void rule(Node node) {
    int before = problems.size();
    Map<String, Node> members =
        members(node, List.of("name", "condition", "duration", "severity", "incident", "enabled"));
    String name = text(node, members, "name", "");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      problem(member(node, members, "name"), "a name is small letters, digits and _, at most 40");
    }
    boolean off = text(node, members, "enabled", "true").equals("false");
    Optional<AlertRule> rule = off ? Optional.empty() : rule(node, name, members);
    if (problems.size() == before && rules.putIfAbsent(name, rule) != null) {
      problem(member(node, members, "name"), "there are two rules named " + name);
    }
  }

  private Optional<AlertRule> rule(Node node, String name, Map<String, Node> members) {
    Condition condition = condition(node, members);
    Duration duration = duration(node, members);
    Severity severity = word(node, members, Severity.class, Severity.WARNING);
    Level level = word(node, members, Level.class, severity.level());
    return condition == null
        ? Optional.empty()
        : Optional.of(new AlertRule(name, condition, duration, severity, level));
  }

  private static Node member(Node node, Map<String, Node> members, String name) {
    return members.getOrDefault(name, node);
  }

  /**
   * @param otherwise where it is not said; empty where it must be
   */
  private String text(Node node, Map<String, Node> members, String name, String otherwise) {
    Node value = members.get(name);
    if (value == null) {
      if (otherwise.isEmpty()) {
        problem(node, name + " is missing");
      }
      return otherwise;
    }
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    problem(value, name + " is no text");
    return otherwise;
  }

  private @Nullable Condition condition(Node node, Map<String, Node> members) {
    String text = text(node, members, "condition", "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return ConditionText.parse(text);
    } catch (ConditionText.Mistake e) {
      Node value = member(node, members, "condition");
      boolean quoted =
          value instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
      problem(value.getStartMark(), e.offset() + (quoted ? 1 : 0), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Duration duration(Node node, Map<String, Node> members) {
    String text = text(node, members, "duration", "0s");
    Matcher parts = DURATION.matcher(text);
    Node value = member(node, members, "duration");
    if (!parts.matches()) {
      problem(value, ConditionText.shown(text) + " is no duration such as 30s, 5m or 1h");
      return Duration.ZERO;
    }
    long number = Long.parseLong(parts.group(1));
    Duration duration =
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        };
    if (duration.isNegative()) {
      problem(value, text + " is negative");
    } else if (duration.compareTo(LONGEST) > 0) {
      problem(value, text + " is longer than a day");
    }
    return duration;
  }

  private <E extends Enum<E>> E word(
      Node node, Map<String, Node> members, Class<E> type, E otherwise) {
    String name = type == Level.class ? "incident" : "severity";
    String text = text(node, members, name, otherwise.name());
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      allowed.add(type == Level.class ? constant.name() : constant.name().toLowerCase(Locale.ROOT));
    }
    problem(
        member(node, members, name),
        "there is no "
            + name
            + " "
            + ConditionText.shown(text)
            + "; use "
            + String.join(", ", allowed));
    return otherwise;
  }
}
