package dev.roocode.config;

import com.google.gson.JsonElement;
import dev.roocode.base.Setting;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Settings} from layers of values. A later layer wins over an earlier one; a bad value
 * is reported and the value below it stays in force; an unknown name is reported.
 */
public final class SettingsReader {
  /** Names of the operations guide. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "CACHE_TTL", "RESULT_CACHE_TTL_SECONDS",
          "MAX_CONNECTIONS", "ENDPOINT_MAX_CONNECTIONS");

  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();

  public SettingsReader() {
    keys().forEach(key -> keys.put(key.name(), key));
  }

  /** All settings in the order of the records; a component without {@code @Setting} is none. */
  static List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (RecordComponent room : Settings.class.getRecordComponents()) {
      Object defaults = read(room, Settings.DEFAULTS);
      for (RecordComponent component : room.getType().getRecordComponents()) {
        if (component.isAnnotationPresent(Setting.class)) {
          keys.add(Key.of(prefix(room), component, read(component, defaults)));
        }
      }
    }
    return keys;
  }

  private static String prefix(RecordComponent room) {
    Group group = room.getAnnotation(Group.class);
    return group == null ? room.getName() : group.value();
  }

  /**
   * Lays values over those so far.
   *
   * @param source its name for people, such as {@code .env}
   * @param layer values by name: {@code embedding.batchSize} or {@code EMBEDDING_BATCH_SIZE}
   */
  public SettingsReader layer(String source, Map<String, ?> layer) {
    layer.forEach((name, raw) -> put(source, name, raw));
    return this;
  }

  /** The same of a file, whose mistakes are told with their lines. */
  SettingsReader layer(String source, EnvFile.Content file) {
    problems.addAll(file.problems());
    file.values().forEach((name, value) -> put(source, value.place(), name, value.text()));
    return this;
  }

  private void put(String source, String name, Object raw) {
    put(source, source, name, raw);
  }

  private void put(String source, String place, String name, Object raw) {
    Key key = find(OTHER_NAMES.getOrDefault(name, name));
    if (key == null) {
      problems.add(new Problem(place, "unknownSetting", "there is no setting " + name));
      return;
    }
    put(source, place, key, () -> raw);
  }

  private void put(String source, String place, Key key, Supplier<Object> raw) {
    try {
      values.put(key.name(), key.value(raw.get()));
      sources.put(key.name(), source);
    } catch (Fault fault) {
      problems.add(new Problem(place, "badSetting", fault.line()));
    }
  }

  /**
   * Lays the values of a rollback over those so far: each holds until the value that it was laid
   * over is another one, since then somebody changed the setting after the rollback.
   */
  SettingsReader rolledBack(Rollback rollback) {
    String source = "version " + rollback.to();
    rollback
        .pins()
        .forEach((name, pin) -> {
          Key key = keys.get(name);
          if (key != null && text(key).equals(pin.over())) {
            put(source, source, key, () -> key.raw(pin.value()));
          }
        });
    return this;
  }

  /** What is left of a rollback over these sources. */
  Rollback stillOver(Rollback rollback) {
    Map<String, Rollback.Pin> left = new LinkedHashMap<>(rollback.pins());
    left.entrySet()
        .removeIf(pin -> {
          Key key = keys.get(pin.getKey());
          return key == null || !text(key).equals(pin.getValue().over());
        });
    return new Rollback(rollback.to(), left);
  }

  private String text(Key key) {
    return Key.text(values.getOrDefault(key.name(), key.defaultValue()));
  }

  /** Each setting as it is recorded, in the order of the records. */
  List<Entry> entries() {
    return keys.values().stream()
        .map(key -> Entry.of(key.name(), text(key), key.setting().secret()))
        .toList();
  }

  /** Those names of a layer that are settings and may be written down. */
  static boolean mayBeKept(String name, Object value) {
    return !(value instanceof JsonElement)
        && keys().stream().anyMatch(key -> key.name().equals(name) && !key.setting().secret())
        && !Entry.of(name, Key.text(value), false).secret();
  }

  private @Nullable Key find(String name) {
    Key exact = keys.get(name);
    return exact != null
        ? exact
        : keys.values().stream()
            .filter(key -> key.environmentName().equals(name))
            .findFirst()
            .orElse(null);
  }

  /** What was wrong in the layers so far. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Each setting with its value and where that came from, in the order of the records. */
  public Map<String, Sourced> effective() {
    Map<String, Sourced> effective = new LinkedHashMap<>();
    keys.forEach((name, key) ->
        effective.put(
            name,
            new Sourced(
                values.getOrDefault(name, key.defaultValue()),
                sources.getOrDefault(name, Sourced.DEFAULT))));
    return effective;
  }

  /** The same in one line each, for people; a secret value is not shown. */
  public Map<String, Sourced> shown() {
    Map<String, Sourced> shown = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      boolean hidden = entry.secret() && !entry.text().isEmpty();
      String source = sources.getOrDefault(entry.name(), Sourced.DEFAULT);
      shown.put(entry.name(), new Sourced(hidden ? Version.SECRET : entry.text(), source));
    }
    return shown;
  }

  /** A value and its source. */
  public record Sourced(Object value, String source) {
    private static final String DEFAULT = "default";

    /** Whether nobody has said anything. */
    public boolean isDefault() {
      return source.equals(DEFAULT);
    }
  }

  /**
   * The settings in force.
   *
   * @throws Fault.Invalid when a room refuses values that are allowed each by itself
   */
  public Settings settings() {
    return (Settings) build(Settings.class, room -> room(room, read(room, Settings.DEFAULTS)));
  }

  private Object room(RecordComponent room, Object defaults) {
    return build(
        room.getType(),
        component -> {
          Object value = values.get(Key.prefixed(prefix(room), component));
          return value == null ? read(component, defaults) : value;
        });
  }

  private static Object build(Class<?> type, Function<RecordComponent, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] arguments = Arrays.stream(components).map(values).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException(type + " refuses " + Arrays.toString(arguments), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no public record", e);
    }
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
