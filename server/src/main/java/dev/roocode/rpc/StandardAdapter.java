package dev.roocode.rpc;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.jsonrpc.validation.NonNull;
import org.jspecify.annotations.Nullable;

/**
 * Lets lsp4j read its own types, and fails where a member that the protocol demands is missing, or
 * a list holds nothing in one of its places. What a client says of its capabilities is left as it
 * is: many leave members out, and nothing here depends on them.
 */
final class StandardAdapter implements TypeAdapterFactory {
  private static final Type ANYTHING = new TypeToken<List<Object>>() {}.getType();

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.getPackageName().equals("org.eclipse.lsp4j")
        || raw.isEnum()
        || raw.getSimpleName().endsWith("Capabilities")) {
      return null;
    }
    List<Field> demanded = new ArrayList<>();
    for (Class<?> owner = raw; owner != null; owner = owner.getSuperclass()) {
      Arrays.stream(owner.getDeclaredFields())
          .filter(StandardAdapter::isChecked)
          .forEach(demanded::add);
    }
    if (demanded.isEmpty()) {
      return null;
    }
    demanded.forEach(field -> field.setAccessible(true));
    return new Checked<>(gson.getDelegateAdapter(this, type), demanded);
  }

  /** A value that nobody gave a type, such as settings, may be anything. */
  private static boolean isChecked(Field field) {
    boolean list = field.getType() == List.class && !field.getGenericType().equals(ANYTHING);
    boolean needed =
        field.isAnnotationPresent(NonNull.class)
            && field.getType() != Object.class
            && !field.getType().getSimpleName().endsWith("Capabilities");
    return list || needed;
  }

  /** Reads as lsp4j does, then looks at what must be there. */
  private static final class Checked<T> extends TypeAdapter<T> {
    private final TypeAdapter<T> lenient;
    private final List<Field> demanded;

    Checked(TypeAdapter<T> lenient, List<Field> demanded) {
      this.lenient = lenient;
      this.demanded = demanded;
    }

    @Override
    public @Nullable T read(JsonReader in) throws IOException {
      T value = lenient.read(in);
      if (value == null) {
        return null;
      }
      for (Field field : demanded) {
        if (missing(field, value)) {
          throw new Malformed("is missing or unknown").in(field.getName());
        }
      }
      return value;
    }

    private static boolean missing(Field field, Object owner) {
      try {
        @Nullable Object value = field.get(owner);
        return value == null
            ? field.isAnnotationPresent(NonNull.class)
            : value instanceof List<?> list && list.stream().anyMatch(Objects::isNull);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " cannot be read", e);
      }
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      lenient.write(out, value);
    }
  }
}
