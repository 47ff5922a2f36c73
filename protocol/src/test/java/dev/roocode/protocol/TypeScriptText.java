package dev.roocode.protocol;

import com.google.gson.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Writes {@code ts/protocol.ts} and {@code ts/samples.ts}. */
final class TypeScriptText {
  private static final String HEAD =
      "// Generated from the records of dev.roocode.protocol: run their tests with -Dupdate.\n";

  private TypeScriptText() {}

  static String protocol() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("\nexport const PROTOCOL_VERSION = ").append(RagCapabilities.VERSION).append(";\n");
    text.append("\n/** As the editor's protocol has it. */\n");
    text.append("export type ProgressToken = string | number;\n");
    for (Class<?> type : WireModel.types()) {
      text.append('\n').append(type.isEnum() ? words(type) : shape(type));
    }
    text.append(errorCodes());
    text.append(messages("RagRequests", WireModel.requests()));
    text.append(messages("RagNotifications", WireModel.notifications()));
    return text.toString();
  }

  /** Every sample as a typed constant: the compiler proves that the types fit. */
  static String samples(Map<String, String> jsonByName) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("import type * as wire from \"./protocol.js\";\n\nexport const samples = {\n");
    jsonByName.forEach((name, json) ->
        text.append("  ")
            .append(name)
            .append(": ")
            .append(json.strip().replace("\n", "\n  "))
            .append(" satisfies wire.")
            .append(name)
            .append(",\n"));
    return text.append("};\n").toString();
  }

  private static String shape(Class<?> type) {
    StringBuilder text = new StringBuilder(comment("", WireModel.meaning(type)));
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0) {
      return text + "export type " + WireModel.name(type) + " = Readonly<Record<string, never>>;\n";
    }
    text.append("export interface ").append(WireModel.name(type)).append(" {\n");
    for (RecordComponent component : components) {
      text.append(comment("  ", WireModel.meaning(component)));
      text.append("  readonly ").append(component.getName());
      text.append(WireModel.required(component) ? ": " : "?: ");
      text.append(type(component.getGenericType())).append(";\n");
    }
    return text.append("}\n").toString();
  }

  private static String words(Class<?> type) {
    String name = WireModel.name(type);
    String list =
        WireModel.words(type).keySet().stream()
            .map(word -> '"' + word + '"')
            .collect(Collectors.joining(", "));
    return comment("", WireModel.meaning(type))
        + "export const %sWords = [%s] as const;\n".formatted(name, list)
        + "export type %s = (typeof %sWords)[number];\n".formatted(name, name);
  }

  private static String errorCodes() {
    StringBuilder text =
        new StringBuilder(
            "\n/** The codes of our own errors, by the word of `ErrorData.fault`. */\n");
    text.append("export const ErrorCodes = {\n");
    var words = WireModel.words(ErrorCode.class).keySet().iterator();
    for (ErrorCode code : ErrorCode.values()) {
      text.append("  ").append(words.next()).append(": ").append(code.code());
      text.append(",\n");
    }
    return text.append("} as const;\n").toString();
  }

  private static String messages(String name, List<WireModel.Message> messages) {
    StringBuilder text = new StringBuilder("\nexport interface " + name + " {\n");
    for (WireModel.Message message : messages) {
      text.append(comment("  ", message.meaning()));
      text.append("  readonly \"").append(message.method()).append("\": { readonly params: ");
      text.append(WireModel.name(message.params()));
      Class<?> result = message.result();
      if (result != null) {
        text.append("; readonly result: ").append(WireModel.name(result));
      }
      text.append(" };\n");
    }
    return text.append("}\n").toString();
  }

  static String type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Either.class) {
        return "ProgressToken";
      }
      return generic.getRawType() == List.class
          ? "readonly " + type(arguments[0]) + "[]"
          : "Readonly<Record<" + type(arguments[0]) + ", " + type(arguments[1]) + ">>";
    }
    if (type == String.class) {
      return "string";
    }
    if (type == JsonObject.class) {
      return "Readonly<Record<string, unknown>>";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    Class<?> plain = (Class<?>) type;
    boolean number = plain.isPrimitive() || Number.class.isAssignableFrom(plain);
    return number ? "number" : WireModel.name(plain);
  }

  private static String comment(String indent, String meaning) {
    return meaning.isEmpty() ? "" : indent + "/** " + meaning + " */\n";
  }
}
