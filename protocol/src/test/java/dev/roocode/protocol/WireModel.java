package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/** The wire as reflection sees it: every generated file is written from here. */
final class WireModel {
  /** A request, or a notification where the result is null. */
  record Message(String method, Class<?> params, @Nullable Class<?> result, String meaning) {}

  /** Messages that no method of the service interfaces carries. */
  static final List<Class<?>> OTHERS =
      List.of(RagAsk.Partial.class, ErrorData.class, RagCapabilities.class);

  private static final List<Class<?>> SERVICES =
      List.of(RagService.class, BackupService.class, ConfigService.class, MetricsService.class);

  private WireModel() {}

  static List<Message> requests() {
    return SERVICES.stream().flatMap(service -> messages(service).stream()).toList();
  }

  static List<Message> notifications() {
    return Stream.of(RagClient.class, MetricsClient.class)
        .flatMap(client -> messages(client).stream())
        .toList();
  }

  /** Every record that travels as a whole, by its name; each has a sample. */
  static Map<String, Class<?>> roots() {
    Map<String, Class<?>> roots = new LinkedHashMap<>();
    for (Message message : requests()) {
      roots.put(name(message.params()), message.params());
      Class<?> result = message.result();
      if (result != null) {
        roots.put(name(result), result);
      }
    }
    notifications().forEach(message -> roots.put(name(message.params()), message.params()));
    OTHERS.forEach(type -> roots.put(name(type), type));
    return roots;
  }

  /** The roots and everything inside of them, inner types first. */
  static Set<Class<?>> types() {
    Set<Class<?>> types = new LinkedHashSet<>();
    roots().values().forEach(root -> collect(root, types));
    return types;
  }

  /** {@code RagSearch.Params} is {@code RagSearchParams} outside of Java. */
  static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
  }

  static boolean required(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static String meaning(AnnotatedElement element) {
    Doc doc = element.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  /** The words of an enum with their meanings, in order. */
  static Map<String, String> words(Class<?> type) {
    Map<String, String> words = new LinkedHashMap<>();
    for (var field : type.getFields()) {
      SerializedName word = field.getAnnotation(SerializedName.class);
      if (word != null) {
        words.put(word.value(), meaning(field));
      }
    }
    return words;
  }

  private static List<Message> messages(Class<?> service) {
    String segment = service.getAnnotation(JsonSegment.class).value();
    List<String> order =
        List.of(
            "search",
            "ask",
            "assemble",
            "verifyAnswer",
            "reindex",
            "status",
            "explainPath",
            "outline",
            "listTools",
            "callTool",
            "create",
            "list",
            "verify",
            "restore",
            "history",
            "rollback",
            "snapshot",
            "watch",
            "alert",
            "measured");
    return Arrays.stream(service.getMethods())
        .sorted(Comparator.comparingInt((Method method) -> order.indexOf(method.getName())))
        .map(method -> message(segment, method))
        .toList();
  }

  private static Message message(String segment, Method method) {
    Class<?> result =
        method.getGenericReturnType() instanceof ParameterizedType future
            ? (Class<?>) future.getActualTypeArguments()[0]
            : null;
    return new Message(
        segment + "/" + method.getName(), method.getParameterTypes()[0], result, meaning(method));
  }

  private static void collect(Type type, Set<Class<?>> into) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(inner -> collect(inner, into));
    } else if (type instanceof Class<?> plain
        && plain.getPackage() == WireModel.class.getPackage()
        && !into.contains(plain)) {
      for (Type inner : inner(plain)) {
        collect(inner, into);
      }
      into.add(plain);
    }
  }

  private static List<Type> inner(Class<?> type) {
    List<Type> inner = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        inner.add(component.getGenericType());
      }
    }
    return inner;
  }
}
