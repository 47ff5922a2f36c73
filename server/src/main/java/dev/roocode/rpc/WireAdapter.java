package dev.roocode.rpc;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.roocode.protocol.RagService;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the records of {@code dev.roocode.protocol}, strictly: a required member that is
 * missing, a value of the wrong type, a word that no enum has, each fails with a message that names
 * the member. Unknown members are ignored, so that a newer client can talk to an older server.
 *
 * <p>lsp4j alone would turn missing members and unknown words into null, and numbers into enum
 * constants.
 */
public final class WireAdapter implements TypeAdapterFactory {
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (raw.getPackage() != RagService.class.getPackage()) {
      return null;
    }
    TypeAdapter<?> adapter = null;
    if (raw.isRecord()) {
      adapter = new Shape(gson, raw);
    } else if (raw.isEnum()) {
      adapter = StrictTypes.words(raw);
    }
    return cast(adapter);
  }

  // The factory was asked for T and made the adapter for its class.
  @SuppressWarnings("unchecked")
  private static <T> @Nullable TypeAdapter<T> cast(@Nullable TypeAdapter<?> adapter) {
    return (TypeAdapter<T>) adapter;
  }

  /** A component of a record. */
  private record Member(int place, RecordComponent component, TypeAdapter<Object> adapter) {
    boolean required() {
      return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @Nullable Object of(Object owner) {
      try {
        return component.getAccessor().invoke(owner);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
  }

  /** A record as a JSON object. */
  private static final class Shape extends TypeAdapter<Object> {
    private final Constructor<?> constructor;
    private final Map<String, Member> members = new LinkedHashMap<>();

    Shape(Gson gson, Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      for (int place = 0; place < components.length; place++) {
        RecordComponent component = components[place];
        TypeAdapter<Object> adapter = StrictTypes.of(gson, component.getGenericType());
        members.put(component.getName(), new Member(place, component, adapter));
      }
      try {
        constructor =
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every record has this constructor", e);
      }
    }

    @Override
    public Object read(JsonReader in) throws IOException {
      StrictTypes.expect(in, JsonToken.BEGIN_OBJECT, "an object");
      @Nullable Object[] values = new @Nullable Object[members.size()];
      in.beginObject();
      while (in.hasNext()) {
        Member member = members.get(in.nextName());
        if (member == null) {
          in.skipValue();
        } else if (in.peek() == JsonToken.NULL) {
          in.nextNull();
        } else {
          values[member.place()] = readMember(member, in);
        }
      }
      in.endObject();
      for (Member member : members.values()) {
        if (member.required() && values[member.place()] == null) {
          throw new Malformed("is missing").in(member.component().getName());
        }
      }
      return construct(values);
    }

    private static Object readMember(Member member, JsonReader in) throws IOException {
      try {
        return member.adapter().read(in);
      } catch (Malformed e) {
        throw e.in(member.component().getName());
      }
    }

    private Object construct(@Nullable Object[] values) {
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        throw new Malformed("cannot be used: " + e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(constructor + " cannot be called", e);
      }
    }

    @Override
    public void write(JsonWriter out, @Nullable Object owner) throws IOException {
      if (owner == null) {
        out.nullValue();
        return;
      }
      out.beginObject();
      for (Member member : members.values()) {
        Object value = member.of(owner);
        if (value != null) {
          out.name(member.component().getName());
          member.adapter().write(out, value);
        }
      }
      out.endObject();
    }
  }
}
