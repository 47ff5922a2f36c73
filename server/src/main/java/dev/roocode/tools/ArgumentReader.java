package dev.roocode.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.roocode.domain.Fault;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments as strictly as their schema ({@link Shapes}) says: a name that is not known, a
 * member that is missing, a value of another type or outside its bounds is a {@code Fault.Invalid}
 * that names the member and the mend. Nothing is converted.
 */
final class ArgumentReader {
  /** What is shown again of a text that came from outside. */
  private static final int SHOWN_CHARS = 60;

  /** Digits and exponent of a number that is looked at; no argument needs more. */
  private static final int NUMBER_CHARS = 20;

  private ArgumentReader() {}

  static <A extends Record> A read(JsonObject given, Class<A> type) {
    RecordComponent[] members = type.getRecordComponents();
    refuseUnknown(given, members);
    @Nullable Object[] values = new @Nullable Object[members.length];
    for (int i = 0; i < members.length; i++) {
      JsonElement value = given.get(members[i].getName());
      if (value != null && !value.isJsonNull()) {
        values[i] = value(value, members[i]);
      } else if (Shapes.isRequired(members[i])) {
        throw wrong(members[i].getName(), "is missing", Shapes.meaning(members[i]));
      }
    }
    return construct(type, members, values);
  }

  /** A text that came from outside, short enough and harmless enough to be shown again. */
  static String shown(String text) {
    String cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
    return Shown.visible(cut).replace("\n", "\\n");
  }

  private static void refuseUnknown(JsonObject given, RecordComponent[] members) {
    List<String> known = Arrays.stream(members).map(RecordComponent::getName).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw wrong(
            shown(name),
            "is no argument of this tool",
            known.isEmpty() ? "give none" : "its arguments are " + String.join(", ", known));
      }
    }
  }

  private static Object value(JsonElement value, RecordComponent member) {
    Class<?> type = member.getType();
    String name = member.getName();
    if (type == List.class) {
      return list(value, member);
    }
    if (value instanceof JsonPrimitive given) {
      if (type == String.class && given.isString()) {
        return text(given.getAsString(), name, member);
      }
      if (type == Boolean.class && given.isBoolean()) {
        return given.getAsBoolean();
      }
      if (type == Integer.class && given.isNumber()) {
        return number(given.getAsString(), member);
      }
    }
    String wanted =
        type == String.class ? "a text" : type == Boolean.class ? "true or false" : "a number";
    throw wrong(name, "is not " + wanted, Shapes.meaning(member));
  }

  private static List<String> list(JsonElement value, RecordComponent member) {
    String name = member.getName();
    if (!(value instanceof JsonArray array)) {
      throw wrong(name, "is not a list of texts", Shapes.meaning(member));
    }
    Within bounds = Shapes.bounds(member);
    if (bounds != null && array.size() > bounds.items()) {
      throw wrong(name, "has " + array.size() + " entries", "give at most " + bounds.items());
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement entry : array) {
      if (!(entry instanceof JsonPrimitive text && text.isString())) {
        throw wrong(name, "is not a list of texts", Shapes.meaning(member));
      }
      texts.add(text(text.getAsString(), name, member));
    }
    return texts;
  }

  private static String text(String text, String name, RecordComponent member) {
    Within bounds = Shapes.bounds(member);
    if (bounds != null && text.length() > bounds.chars()) {
      throw wrong(
          name,
          "has " + text.length() + " characters",
          "give at most " + bounds.chars() + " of them");
    }
    return text;
  }

  private static Integer number(String digits, RecordComponent member) {
    Within bounds = Shapes.bounds(member);
    int min = bounds == null ? Integer.MIN_VALUE : bounds.min();
    int max = bounds == null ? Integer.MAX_VALUE : bounds.max();
    if (digits.length() <= NUMBER_CHARS) {
      BigDecimal number = new BigDecimal(digits);
      if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
          && number.stripTrailingZeros().scale() <= 0
          && number.intValue() >= min
          && number.intValue() <= max) {
        return number.intValue();
      }
    }
    String range = max == Integer.MAX_VALUE ? "from " + min : "from " + min + " to " + max;
    throw wrong(member.getName(), "is " + shown(digits), "use a whole number " + range);
  }

  private static <A extends Record> A construct(
      Class<A> type, RecordComponent[] members, @Nullable Object[] values) {
    try {
      Constructor<A> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(members).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException(type + " refuses " + names(members), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static String names(RecordComponent[] members) {
    return Arrays.stream(members).map(RecordComponent::getName).collect(Collectors.joining(", "));
  }

  private static Fault wrong(String name, String problem, String mend) {
    return new Fault.Invalid(name, problem, mend);
  }
}
