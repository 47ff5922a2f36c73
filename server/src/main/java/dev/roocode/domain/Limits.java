package dev.roocode.domain;

/**
 * Every upper bound of the product. Reaching one is reported, never silent. Where a bound can be
 * set by the user, the value here is the ceiling or the default that its settings record names.
 */
public final class Limits {
  /** A larger file is not indexed (setting {@code index.maxFileBytes}). */
  public static final int FILE_BYTES = 1 << 20;

  /** A file with a longer line is taken for generated or minified. */
  public static final int LINE_CHARS = 20_000;

  /** A chunk has at most this many lines; 25 is best on the retrieval benchmark. */
  public static final int CHUNK_LINES = 25;

  /** A chunk has at most this many characters, which is about 500 tokens of code. */
  public static final int CHUNK_CHARS = 2_000;

  /** The longest question that is searched; the rest is cut and the answer says so. */
  public static final int QUERY_CHARS = 20_000;

  /** The largest {@code limit} of a search. */
  public static final int HITS = 200;

  /** Header section of a JSON-RPC frame. */
  public static final int FRAME_HEADER_BYTES = 8 << 10;

  /** Body of a JSON-RPC frame. */
  public static final int FRAME_BODY_BYTES = 16 << 20;

  /** Nesting of a JSON body. */
  public static final int JSON_DEPTH = 100;

  /** Values in a JSON body: a tree of them stays below 64 MiB of memory. */
  public static final int JSON_VALUES = 500_000;

  /** Text that an editor holds open in one file; longer text counts as saved on disk only. */
  public static final int OPEN_FILE_CHARS = 4 << 20;

  /** Text that an editor holds open in all files together. */
  public static final int OPEN_CHARS = 32 << 20;

  /** Entries of a list of files in an answer; the answer says how many there were. */
  public static final int REPORTED_FILES = 5_000;

  /** Files in one workspace; the rest is reported as skipped. */
  public static final int FILES = 200_000;

  /** Text of one answer to an agent, without what frames it; what is left out is said. */
  public static final int TOOL_ANSWER_CHARS = 40_000;

  /** Places with their text in one answer to an agent. */
  public static final int TOOL_HITS = 50;

  /** Patterns, or languages, that an agent narrows a search down with. */
  public static final int TOOL_FILTERS = 20;

  /** Lines of one answer of {@code read_chunk}. */
  public static final int TOOL_LINES = 400;

  /** Lines, or definitions, listed in one answer to an agent. */
  public static final int TOOL_ITEMS = 200;

  /** A line of code in a list of places; the rest is cut and marked. */
  public static final int TOOL_LINE_CHARS = 300;

  /** A path that an agent asks for. */
  public static final int TOOL_PATH_CHARS = 1_000;

  /** An identifier that an agent asks for. */
  public static final int TOOL_NAME_CHARS = 200;

  /** Chunks that are looked through for a word. */
  public static final int MENTION_CHUNKS = 2_000;

  /** One message of an agent. */
  public static final int AGENT_MESSAGE_BYTES = 1 << 20;

  /** Requests of one agent that are answered at a time. */
  public static final int AGENT_REQUESTS = 16;

  /** Messages in one batch of an agent. */
  public static final int AGENT_BATCH = 50;

  /** Agents' sessions over HTTP; the one unused for longest makes room. */
  public static final int AGENT_SESSIONS = 64;

  private Limits() {}
}
