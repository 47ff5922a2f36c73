package dev.roocode.scan;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rules about folders. Names that nothing else uses ({@code node_modules}) decide alone; names that
 * sources use as well ({@code build}, {@code dist}, {@code out}, {@code target}, {@code vendor})
 * need a sign beside or inside the folder, such as {@code target} beside a {@code pom.xml}.
 */
final class FolderRules {
  private static final Map<String, Rule> ALONE = new HashMap<>();

  /** By name: whether the folder shows the sign. */
  private static final Map<String, Predicate<Path>> SIGNS = new HashMap<>();

  static {
    alone(Rule.VERSION_CONTROL, ".git .hg .svn .jj .bzr CVS _darcs .sl .pijul");
    alone(
        Rule.OTHER_INDEXER,
        ".opencode .codebase-index .cocoindex_code .continue .aider.tags.cache.v3"
            + " .aider.tags.cache.v4");
    alone(
        Rule.DEPENDENCY_FOLDER,
        "node_modules bower_components jspm_packages .yarn .pnpm-store .npm .parcel-cache .next"
            + " .nuxt .svelte-kit .turbo .angular .nyc_output .vscode-test __pycache__ .venv"
            + " .tox .nox .mypy_cache .pytest_cache .ruff_cache .hypothesis .eggs site-packages"
            + " .ipynb_checkpoints .gradle .idea .vs .bloop .metals .bsp .dart_tool .stack-work"
            + " dist-newstyle elm-stuff .terraform .terragrunt-cache .cache .ccls-cache .clangd"
            + " __MACOSX .Trash .Spotlight-V100 .fseventsd");
    SIGNS.put("index", folder -> named(folder.getParent(), ".claude"));
    SIGNS.put(
        "target", folder -> beside(folder, "pom.xml", "Cargo.toml", "build.sbt", "project.clj"));
    SIGNS.put("build", FolderRules::isBuildOutput);
    SIGNS.put("_build", folder -> beside(folder, "mix.exs", "dune-project", "rebar.config"));
    SIGNS.put("deps", folder -> beside(folder, "mix.exs"));
    SIGNS.put(".build", folder -> beside(folder, "Package.swift"));
    SIGNS.put("Pods", folder -> beside(folder, "Podfile"));
    SIGNS.put("DerivedData", folder -> holds(folder, "info.plist", "ModuleCache.noindex"));
    SIGNS.put("Carthage", folder -> beside(folder, "Cartfile"));
    SIGNS.put("vendor", folder -> holds(folder, "modules.txt", "autoload.php"));
    SIGNS.put("bundle", folder -> named(folder.getParent(), "vendor"));
    SIGNS.put("obj", folder -> holds(folder, "project.assets.json"));
    SIGNS.put("bin", folder -> beside(folder, "obj") && holds(folder, "Debug", "Release"));
    SIGNS.put("dist", FolderRules::isPackedOutput);
    SIGNS.put("out", folder -> isPackedOutput(folder) && beside(folder, "tsconfig.json"));
    SIGNS.put(
        "coverage",
        folder -> holds(folder, "lcov.info", "lcov-report", "coverage-final.json", "clover.xml"));
  }

  private FolderRules() {}

  /** The rule that leaves out the folder with all it holds, null where none does. */
  static @Nullable Rule of(Path folder, String name) {
    Rule rule = ALONE.get(name);
    if (rule != null) {
      return rule;
    }
    Predicate<Path> sign = SIGNS.get(name);
    if (sign != null && sign.test(folder)) {
      return name.equals("index") ? Rule.OTHER_INDEXER : Rule.DEPENDENCY_FOLDER;
    }
    return name.startsWith(".aider") ? Rule.OTHER_INDEXER : null;
  }

  /**
   * Whether a folder under any name is a Python environment, or marked as a cache by its maker.
   *
   * @param holds whether the folder has an entry of the name
   */
  static boolean isMarked(Predicate<String> holds) {
    return holds.test("pyvenv.cfg") || holds.test("CACHEDIR.TAG");
  }

  /** Output of Gradle, Flutter, CMake or Python; a Gradle subproject called "build" is none. */
  private static boolean isBuildOutput(Path folder) {
    if (holds(folder, "CMakeCache.txt")) {
      return true;
    }
    if (holds(folder, "src", "build.gradle", "build.gradle.kts")) {
      return false;
    }
    boolean python = beside(folder, "setup.py", "pyproject.toml") && holds(folder, "lib");
    return python
        || beside(
            folder,
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "pubspec.yaml");
  }

  /** Beside a package.json and its sources, and no package itself. */
  private static boolean isPackedOutput(Path folder) {
    return beside(folder, "package.json")
        && beside(folder, "src", "lib", "source", "tsconfig.json")
        && !holds(folder, "package.json", "src");
  }

  private static boolean beside(Path folder, String... names) {
    Path parent = folder.getParent();
    return parent != null && holds(parent, names);
  }

  private static boolean holds(Path folder, String... names) {
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(@Nullable Path folder, String name) {
    return folder != null && folder.endsWith(name);
  }

  private static void alone(Rule rule, String words) {
    List.of(words.split(" ", -1)).forEach(word -> ALONE.put(word, rule));
  }
}
