package dev.roocode.scan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules about the names of files, in hash tables: three look-ups a file. Names that only often are
 * secrets or generated are not here; wrongly dropping a source loses it.
 */
final class NameRules {
  private static final Map<String, Rule> NAMES = new HashMap<>();
  private static final Map<String, Rule> ENDINGS = new HashMap<>();
  private static final Map<String, Rule> DOUBLE_ENDINGS = new HashMap<>();

  /** Parts of the names of harmless templates: {@code .env.example}. */
  private static final Set<String> TEMPLATES =
      Set.of("example", "sample", "template", "tmpl", "dist", "defaults", "schema");

  static {
    names(
        Rule.SECRET,
        "id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk .netrc _netrc .pgpass"
            + " .htpasswd .git-credentials .dockercfg .my.cnf .s3cfg .boto .vault-token .vault_pass"
            + " credentials credentials.json credentials.yml credentials.yaml credentials.toml"
            + " credentials.csv credentials.xml application_default_credentials.json"
            + " secrets.json secrets.yml secrets.yaml secrets.toml client_secret.json .pypirc");
    endings(
        Rule.SECRET,
        "pem key p12 pfx p8 jks jceks bks keystore truststore kdbx kdb ppk ovpn tfstate keytab");
    names(
        Rule.GENERATED,
        "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock"
            + " cargo.lock poetry.lock pdm.lock uv.lock pipfile.lock go.sum go.work.sum"
            + " composer.lock gemfile.lock podfile.lock package.resolved pubspec.lock mix.lock"
            + " flake.lock gradle.lockfile packages.lock.json paket.lock .terraform.lock.hcl"
            + " module.bazel.lock cabal.project.freeze symfony.lock cartfile.resolved");
    doubles(
        Rule.GENERATED,
        "pb.go pb.cc pb.h pb.swift pb.dart pbjson.dart g.dart freezed.dart designer.cs g.cs g.i.cs"
            + " generated.cs");
    doubles(Rule.SECRET, "tfstate.backup");
    doubles(
        Rule.MINIFIED,
        "min.js min.mjs min.cjs min.css bundle.js bundle.mjs bundle.css chunk.js chunk.css"
            + " js.map mjs.map cjs.map css.map ts.map");
    endings(
        Rule.MEDIA,
        "png jpg jpeg jfif gif bmp ico icns cur webp avif heic tif tiff psd ai eps xcf sketch fig"
            + " mp3 wav ogg oga flac aac m4a mid midi wma opus mp4 m4v mov avi mkv webm wmv flv mpg"
            + " mpeg ogv ttf otf woff woff2 eot ttc blend fbx glb 3ds");
    endings(
        Rule.ARCHIVE,
        "zip gz tgz bz2 tbz2 xz txz zst lz4 lzma 7z rar tar jar war ear aar whl egg gem nupkg vsix"
            + " deb rpm apk ipa aab dmg iso img msi cab crx xpi pdf docx xls xlsx ppt pptx"
            + " odt ods odp epub mobi");
    endings(
        Rule.BINARY,
        "class pyc pyo pyd o obj a so dll dylib exe bin wasm node pdb ilk gch pch beam"
            + " elc rlib rmeta swiftmodule nib db sqlite sqlite3 mdb accdb parquet avro orc npy npz"
            + " pkl pickle joblib pt pth onnx h5 hdf5 safetensors gguf ggml tflite mlmodel tfrecord"
            + " rdb ldb sst swp swo ds_store");
  }

  private NameRules() {}

  /** The rule that leaves out files of this name, null where none does. */
  static @Nullable Rule of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Rule whole = NAMES.get(lower);
    if (whole != null) {
      return whole;
    }
    int dot = lower.lastIndexOf('.');
    if (dot < 0) {
      return null;
    }
    if (isEnvironment(lower)) {
      return Rule.SECRET;
    }
    if (lower.startsWith(".aider")) {
      return Rule.OTHER_INDEXER;
    }
    Rule single = ENDINGS.get(lower.substring(dot + 1));
    return single != null ? single : byDoubleEnding(lower, dot);
  }

  private static @Nullable Rule byDoubleEnding(String lower, int dot) {
    int before = dot > 0 ? lower.lastIndexOf('.', dot - 1) : -1;
    if (before > 0) {
      return DOUBLE_ENDINGS.get(lower.substring(before + 1));
    }
    boolean compiledProto = lower.endsWith("_pb2.py") || lower.endsWith("_pb2_grpc.py");
    return compiledProto ? Rule.GENERATED : null;
  }

  /** {@code .env}, {@code .env.local}, {@code prod.env}, but no template of one. */
  private static boolean isEnvironment(String lower) {
    if (!lower.equals(".env") && !lower.startsWith(".env.") && !lower.endsWith(".env")) {
      return false;
    }
    for (String part : lower.split("[.]", -1)) {
      if (TEMPLATES.contains(part)) {
        return false;
      }
    }
    return true;
  }

  private static void names(Rule rule, String words) {
    put(NAMES, rule, words);
  }

  private static void endings(Rule rule, String words) {
    put(ENDINGS, rule, words);
  }

  private static void doubles(Rule rule, String words) {
    put(DOUBLE_ENDINGS, rule, words);
  }

  private static void put(Map<String, Rule> table, Rule rule, String words) {
    for (String word : words.split(" ", -1)) {
      table.put(word, rule);
    }
  }
}
