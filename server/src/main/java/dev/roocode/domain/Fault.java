package dev.roocode.domain;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * Everything that can go wrong in operation, one class per kind. A fault names the resource, says
 * in one plain sentence what is wrong, and tells the user the mend. Bad input <em>files</em> are no
 * faults but data ({@link Problem}); errors of the program stay ordinary exceptions.
 *
 * <p>The code is stable and travels on the wire (JSON-RPC, −32010…−32039).
 */
public abstract sealed class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long NEVER_SAID = -1;

  private final int code;
  private final String resource;
  private final String hint;
  private long retryAfterMillis = NEVER_SAID;

  private Fault(int code, String resource, String message, String hint) {
    super(message);
    this.code = code;
    this.resource = resource;
    this.hint = hint;
  }

  /** The fault of this number, as another process told it; of none of ours {@code Unavailable}. */
  public static Fault of(int code, String resource, String message, String hint) {
    return switch (code) {
      case -32010 -> new Invalid(resource, message, hint);
      case -32011 -> new Corrupt(resource, message, hint);
      case -32012 -> new TooNew(resource, message, hint);
      case -32013 -> new NotReady(resource, message, hint);
      case -32014 -> new Busy(resource, message, hint);
      case -32016 -> new TooLarge(resource, message, hint);
      case -32017 -> new Denied(resource, message, hint);
      case -32018 -> new DiskFull(resource, message, hint);
      case -32019 -> new NotFound(resource, message, hint);
      default -> new Unavailable(resource, message, hint);
    };
  }

  /** The fault of this {@link #kind}, as another process told it. */
  public static Fault of(String kind, String resource, String message, String hint) {
    int code =
        switch (kind) {
          case "invalid" -> -32010;
          case "corrupt" -> -32011;
          case "tooNew" -> -32012;
          case "notReady" -> -32013;
          case "busy" -> -32014;
          case "tooLarge" -> -32016;
          case "denied" -> -32017;
          case "diskFull" -> -32018;
          case "notFound" -> -32019;
          default -> -32015;
        };
    return of(code, resource, message, hint);
  }

  /** Adds the cause for the log; users never see it. */
  public Fault causedBy(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** Adds when another attempt makes sense, as the resource itself said. */
  public Fault retryAfter(long millis) {
    retryAfterMillis = Math.max(0, millis);
    return this;
  }

  /** When another attempt makes sense, in milliseconds from the fault; empty where nobody said. */
  public OptionalLong retryAfterMillis() {
    return retryAfterMillis == NEVER_SAID
        ? OptionalLong.empty()
        : OptionalLong.of(retryAfterMillis);
  }

  /** The stable number of this kind of fault. */
  public int code() {
    return code;
  }

  /** The kind's word, such as {@code corrupt} or {@code tooLarge}. */
  public String kind() {
    String name = getClass().getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** What is affected: a file, a folder, a setting, an endpoint. */
  public String resource() {
    return resource;
  }

  /** What the user can do. */
  public String hint() {
    return hint;
  }

  /** One line for people: resource, what is wrong, what to do. */
  public String line() {
    return resource + ": " + getMessage() + (hint.isEmpty() ? "" : " (" + hint + ")");
  }

  /** A request or setting that cannot be carried out as given. */
  public static final class Invalid extends Fault {
    private static final long serialVersionUID = 1L;

    public Invalid(String resource, String message, String hint) {
      super(-32010, resource, message, hint);
    }
  }

  /** Stored data fails its checks. */
  public static final class Corrupt extends Fault {
    private static final long serialVersionUID = 1L;

    public Corrupt(String resource, String message, String hint) {
      super(-32011, resource, message, hint);
    }
  }

  /** Stored data comes from a newer version of the program. */
  public static final class TooNew extends Fault {
    private static final long serialVersionUID = 1L;

    public TooNew(String resource, String message, String hint) {
      super(-32012, resource, message, hint);
    }
  }

  /** The server has not come so far yet. */
  public static final class NotReady extends Fault {
    private static final long serialVersionUID = 1L;

    public NotReady(String resource, String message, String hint) {
      super(-32013, resource, message, hint);
    }
  }

  /** Another process or request holds the resource. */
  public static final class Busy extends Fault {
    private static final long serialVersionUID = 1L;

    public Busy(String resource, String message, String hint) {
      super(-32014, resource, message, hint);
    }
  }

  /** A file, model, library or endpoint cannot be reached. */
  public static final class Unavailable extends Fault {
    private static final long serialVersionUID = 1L;

    public Unavailable(String resource, String message, String hint) {
      super(-32015, resource, message, hint);
    }
  }

  /** A limit of {@link Limits} is exceeded. */
  public static final class TooLarge extends Fault {
    private static final long serialVersionUID = 1L;

    public TooLarge(String resource, String message, String hint) {
      super(-32016, resource, message, hint);
    }
  }

  /** Permissions, or a rule of the product, forbid it. */
  public static final class Denied extends Fault {
    private static final long serialVersionUID = 1L;

    public Denied(String resource, String message, String hint) {
      super(-32017, resource, message, hint);
    }
  }

  /** No space left where the data lives. */
  public static final class DiskFull extends Fault {
    private static final long serialVersionUID = 1L;

    public DiskFull(String resource, String message, String hint) {
      super(-32018, resource, message, hint);
    }
  }

  /** What was asked for does not exist. */
  public static final class NotFound extends Fault {
    private static final long serialVersionUID = 1L;

    public NotFound(String resource, String message, String hint) {
      super(-32019, resource, message, hint);
    }
  }
}
