package dev.roocode.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that are told apart, by file name. Those with a grammar are cut along syntax. */
public enum Language {
  JAVA("java", Nature.CODE, ".java"),
  PYTHON("python", Nature.CODE, ".py", ".pyi", ".pyw"),
  TYPESCRIPT("typescript", Nature.CODE, ".ts", ".mts", ".cts"),
  TSX("typescriptreact", Nature.CODE, ".tsx"),
  JAVASCRIPT("javascript", Nature.CODE, ".js", ".mjs", ".cjs", ".jsx"),
  GO("go", Nature.CODE, ".go"),
  RUST("rust", Nature.CODE, ".rs"),
  C("c", Nature.CODE, ".c", ".h"),
  CPP("cpp", Nature.CODE, ".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".ipp"),
  CSHARP("csharp", Nature.CODE, ".cs"),
  RUBY("ruby", Nature.CODE, ".rb", ".rake", "Rakefile", "Gemfile"),
  PHP("php", Nature.CODE, ".php"),
  BASH("shellscript", Nature.CODE, ".sh", ".bash", ".zsh"),
  KOTLIN("kotlin", Nature.CODE, ".kt", ".kts"),
  SCALA("scala", Nature.CODE, ".scala", ".sc"),
  SWIFT("swift", Nature.CODE, ".swift"),
  HTML("html", Nature.CODE, ".html", ".htm", ".xhtml"),
  CSS("css", Nature.CODE, ".css"),
  JSON("json", Nature.DATA, ".json", ".jsonc", ".webmanifest"),
  YAML("yaml", Nature.DATA, ".yaml", ".yml"),
  MARKDOWN("markdown", Nature.DOCUMENT, ".md", ".markdown", ".mdx"),
  RESTRUCTUREDTEXT("restructuredtext", Nature.DOCUMENT, ".rst"),
  ASCIIDOC("asciidoc", Nature.DOCUMENT, ".adoc", ".asciidoc"),
  XML("xml", Nature.DATA, ".xml", ".xsd", ".xslt", ".svg", ".csproj", ".props"),
  TOML("toml", Nature.DATA, ".toml"),
  PROPERTIES("properties", Nature.DATA, ".properties", ".ini", ".cfg", ".conf"),
  SQL("sql", Nature.CODE, ".sql"),
  GROOVY("groovy", Nature.CODE, ".groovy", ".gradle"),
  LUA("lua", Nature.CODE, ".lua"),
  PERL("perl", Nature.CODE, ".pl", ".pm"),
  R("r", Nature.CODE, ".r"),
  DART("dart", Nature.CODE, ".dart"),
  ELIXIR("elixir", Nature.CODE, ".ex", ".exs"),
  CLOJURE("clojure", Nature.CODE, ".clj", ".cljs", ".cljc"),
  HASKELL("haskell", Nature.CODE, ".hs"),
  VUE("vue", Nature.CODE, ".vue"),
  SVELTE("svelte", Nature.CODE, ".svelte"),
  SCSS("scss", Nature.CODE, ".scss", ".sass", ".less"),
  PROTOBUF("proto", Nature.CODE, ".proto"),
  GRAPHQL("graphql", Nature.CODE, ".graphql", ".gql"),
  POWERSHELL("powershell", Nature.CODE, ".ps1", ".psm1"),
  DOCKERFILE("dockerfile", Nature.CODE, "Dockerfile", ".dockerfile"),
  MAKEFILE("makefile", Nature.CODE, "Makefile", "makefile", "GNUmakefile", ".mk"),
  CMAKE("cmake", Nature.CODE, "CMakeLists.txt", ".cmake"),
  TEXT("plaintext", Nature.DOCUMENT, ".txt");

  /** What a file of the language mostly is; ranking weighs documents and data differently. */
  public enum Nature {
    CODE,
    DOCUMENT,
    DATA
  }

  private static final Map<String, Language> BY_ENDING = new HashMap<>();
  private static final Map<String, Language> BY_ID = new HashMap<>();

  static {
    for (Language language : values()) {
      BY_ID.put(language.id, language);
      language.endings.forEach(ending -> BY_ENDING.put(ending, language));
    }
  }

  private final String id;
  private final Nature nature;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> endings;

  Language(String id, Nature nature, String... endings) {
    this.id = id;
    this.nature = nature;
    this.endings = List.of(endings);
  }

  /** The editor's identifier: {@code java}, {@code typescriptreact}. */
  public String id() {
    return id;
  }

  public Nature nature() {
    return nature;
  }

  /** The language of an identifier, as requests name it. */
  public static Optional<Language> byId(String id) {
    return Optional.ofNullable(BY_ID.get(id.toLowerCase(Locale.ROOT)));
  }

  /** By whole name, then by ending; {@link #TEXT} where neither is known. */
  public static Language ofFile(String fileName) {
    Language whole = BY_ENDING.get(fileName);
    if (whole != null) {
      return whole;
    }
    int dot = fileName.lastIndexOf('.');
    return dot < 0
        ? TEXT
        : BY_ENDING.getOrDefault(fileName.substring(dot).toLowerCase(Locale.ROOT), TEXT);
  }
}
