package dev.roocode.chunk;

import dev.roocode.domain.Language;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterBash;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterCss;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterScala;
import org.treesitter.TreeSitterSwift;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The grammars of the libraries on the class path, each loaded once. Thread-safe.
 *
 * <p>The binding copies each native library from its jar to a new private file in {@code
 * java.io.tmpdir} when it is first used, removed when the process ends in order; with the system
 * property {@code tree-sitter-lib} it takes {@code <folder>/lib/<library>} from there instead, if
 * it exists.
 *
 * <p>The grammars of Markdown and YAML are left out on purpose: nested input makes their native
 * code end the whole process. {@link Headings} reads these formats, and JSON and HTML, whose lines
 * say enough.
 */
final class NativeGrammars implements Grammars {
  private static final Map<Language, Supplier<TSLanguage>> MAKERS = makers();
  static final NativeGrammars INSTANCE = new NativeGrammars();

  private final Map<Language, Optional<TSLanguage>> loaded = new ConcurrentHashMap<>();

  private NativeGrammars() {}

  static Set<Language> known() {
    return Set.copyOf(MAKERS.keySet());
  }

  /** Those that load. */
  Set<Language> available() {
    Set<Language> found = EnumSet.noneOf(Language.class);
    MAKERS.keySet().stream().filter(language -> load(language) != null).forEach(found::add);
    return found;
  }

  @Override
  public @Nullable TSLanguage load(Language language) {
    return loaded.computeIfAbsent(language, NativeGrammars::tryLoad).orElse(null);
  }

  private static Optional<TSLanguage> tryLoad(Language language) {
    Supplier<TSLanguage> maker = MAKERS.get(language);
    try {
      return maker == null ? Optional.empty() : Optional.of(maker.get());
    } catch (LinkageError | RuntimeException e) { // what the binding throws for either cause
      return Optional.empty();
    }
  }

  private static Map<Language, Supplier<TSLanguage>> makers() {
    Map<Language, Supplier<TSLanguage>> makers = new EnumMap<>(Language.class);
    makers.put(Language.JAVA, TreeSitterJava::new);
    makers.put(Language.PYTHON, TreeSitterPython::new);
    makers.put(Language.TYPESCRIPT, TreeSitterTypescript::new);
    makers.put(Language.TSX, TreeSitterTsx::new);
    makers.put(Language.JAVASCRIPT, TreeSitterJavascript::new);
    makers.put(Language.GO, TreeSitterGo::new);
    makers.put(Language.RUST, TreeSitterRust::new);
    makers.put(Language.C, TreeSitterC::new);
    makers.put(Language.CPP, TreeSitterCpp::new);
    makers.put(Language.CSHARP, TreeSitterCSharp::new);
    makers.put(Language.RUBY, TreeSitterRuby::new);
    makers.put(Language.PHP, TreeSitterPhp::new);
    makers.put(Language.BASH, TreeSitterBash::new);
    makers.put(Language.CSS, TreeSitterCss::new);
    makers.put(Language.KOTLIN, TreeSitterKotlin::new);
    makers.put(Language.SCALA, TreeSitterScala::new);
    makers.put(Language.SWIFT, TreeSitterSwift::new);
    return makers;
  }
}
