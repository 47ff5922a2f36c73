package dev.roocode.protocol;

import com.google.gson.annotations.SerializedName;

/** The error codes that are our own, and the word of each in {@link ErrorData#fault}. */
@Doc("The kinds of faults")
public enum ErrorCode {
  @SerializedName("invalid")
  @Doc("the request or a setting cannot be carried out as given")
  INVALID(-32010),
  @SerializedName("corrupt")
  @Doc("stored data fails its checks")
  CORRUPT(-32011),
  @SerializedName("tooNew")
  @Doc("stored data comes from a newer version of the program")
  TOO_NEW(-32012),
  @SerializedName("notReady")
  @Doc("the server has not come so far yet")
  NOT_READY(-32013),
  @SerializedName("busy")
  @Doc("another process or too many requests hold the resource")
  BUSY(-32014),
  @SerializedName("unavailable")
  @Doc("a file, model, library or endpoint cannot be reached")
  UNAVAILABLE(-32015),
  @SerializedName("tooLarge")
  @Doc("a limit is exceeded")
  TOO_LARGE(-32016),
  @SerializedName("denied")
  @Doc("permissions or a rule of the product forbid it")
  DENIED(-32017),
  @SerializedName("diskFull")
  @Doc("no space left where the data lives")
  DISK_FULL(-32018),
  @SerializedName("notFound")
  @Doc("what was asked for does not exist")
  NOT_FOUND(-32019);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  /** The JSON-RPC error code. Stable. */
  public int code() {
    return code;
  }
}
