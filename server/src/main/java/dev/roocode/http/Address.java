package dev.roocode.http;

import dev.roocode.domain.Fault;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address of a server that the settings name, checked before anything is sent there. */
public final class Address {
  private Address() {}

  /**
   * Where requests go.
   *
   * @param base as the user wrote it; slashes at its end do not matter
   * @param path what follows it
   * @param group of the settings that a fault names: {@code embedding}
   * @param allowPlainHttp whether the settings allow another machine without encryption
   * @throws Fault.Invalid where it is no plain web address
   * @throws Fault.Denied for another machine without encryption, unless the settings allow it
   */
  public static URI of(String base, String path, String group, boolean allowPlainHttp) {
    URI uri = parse(withoutSlashes(base) + path, group + ".url");
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getFragment() != null) {
      // not shown: this is where people put keys
      throw new Fault.Invalid(
          group + ".url", "holds more than host and path", "hand the key over as key");
    }
    boolean plain = uri.getScheme().equalsIgnoreCase("http");
    if (plain && !isLoopback(uri) && !allowPlainHttp) {
      throw new Fault.Denied(
          uri.toString(),
          "would carry the code unencrypted to another machine",
          "use https, or allow it by " + group + ".allowPlainHttp");
    }
    return uri;
  }

  /** As the user wrote it, without blanks around it and slashes at its end. */
  public static String withoutSlashes(String base) {
    return base.strip().replaceAll("/+$", "");
  }

  private static URI parse(String address, String setting) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below, without the address, which may hold a key
    }
    throw new Fault.Invalid(
        setting, "is not a web address", "write it like http://127.0.0.1:8080/v1");
  }

  /** Decided by the name alone: asking a name server would tell others, and could be answered. */
  public static boolean isLoopback(URI uri) {
    String host = uri.getHost();
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
