package dev.roocode.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roocode.Fixture;
import dev.roocode.base.Cancellation;
import dev.roocode.domain.Explanation;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in rule: what it leaves out, and what looks alike and stays. */
class RulesTest {
  @TempDir Path folder;
  @TempDir Path home;

  /** Files by rule; {@code -} are files that stay. */
  private static final Map<String, String> BY_NAME =
      Map.of(
          "secret",
          ".env .env.local prod.env server.pem tls.KEY id_rsa a/id_ed25519 store.jks x.keystore"
              + " .netrc cert.p12 credentials credentials.json secrets.yml x.tfstate"
              + " x.tfstate.backup .pypirc",
          "generated",
          "package-lock.json yarn.lock pnpm-lock.yaml Cargo.lock poetry.lock go.sum composer.lock"
              + " Gemfile.lock x.pb.go x_pb2.py x_pb2_grpc.py x.g.dart Form.Designer.cs",
          "minified",
          "jquery.min.js x.min.css app.bundle.js app.js.map types.d.ts.map",
          "media",
          "logo.png a.JPG x.woff2 song.mp3 film.mp4",
          "archive",
          "a.zip b.tar.gz c.jar d.pdf",
          "binary",
          "A.class b.pyc c.so d.exe e.sqlite .DS_Store",
          "otherIndexer",
          ".aider.chat.history.md",
          "-",
          ".env.example .env.sample example.env env.py id_rsa.pub Credentials.java secrets.py"
              + " key.ts lock.js locks.lock.md min.js bundle.js a.map credentials_test.go"
              + " .gitignore .npmrc LICENSE Makefile a.b.c x.ts pb2.py designer.cs environment.ts");

  @Test
  void names() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, String> rule : BY_NAME.entrySet()) {
      for (String name : rule.getValue().split(" ", -1)) {
        expected.put(name, rule.getKey());
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x\n");
      }
    }
    assertEquals(expected, decisions(ScanSettings.DEFAULTS));
  }

  private Map<String, String> decisions(ScanSettings settings) throws IOException {
    Scan scan = scanner(settings).scan(Cancellation.NEVER);
    Map<String, String> found = new TreeMap<>();
    scan.skipped().forEach(problem -> found.put(problem.path(), problem.rule()));
    scan.files().forEach(file -> found.put(file.path().toString(), "-"));
    return found;
  }

  private Scanner scanner(ScanSettings settings) throws IOException {
    return new Scanner(List.of(new Root("", folder.toRealPath())), settings, home);
  }

  @Test
  void foldersThatDecideAlone() throws IOException {
    Fixture.write(
        folder,
        """
        //- .git/HEAD
        x
        //- web/node_modules/x.js
        x
        //- py/__pycache__/x.txt
        x
        //- .venv/x.py
        x
        //- any-name/pyvenv.cfg
        x
        //- any-name/lib/x.py
        x
        //- cached/CACHEDIR.TAG
        x
        //- .gradle/x.txt
        x
        //- .idea/x.xml
        x
        //- .opencode/x.json
        x
        //- .continue/x.json
        x
        //- .claude/index/x.json
        x
        //- .claude/settings.json
        x
        //- .aider.tags.cache.v9/x.txt
        x
        //- index/x.ts
        x
        //- .vscode/settings.json
        x
        """);
    Map<String, String> found = decisions(ScanSettings.DEFAULTS);
    assertEquals("versionControl", found.remove(".git/"));
    assertEquals("otherIndexer", found.remove(".opencode/"));
    assertEquals("otherIndexer", found.remove(".continue/"));
    assertEquals("otherIndexer", found.remove(".claude/index/"));
    assertEquals("otherIndexer", found.remove(".aider.tags.cache.v9/"));
    for (String path :
        "web/node_modules/ py/__pycache__/ .venv/ any-name/ cached/ .gradle/ .idea/"
            .split(" ", -1)) {
      assertEquals("dependencyFolder", found.remove(path), path);
    }
    assertEquals(
        Map.of(".claude/settings.json", "-", "index/x.ts", "-", ".vscode/settings.json", "-"),
        found);
  }

  @Test
  void foldersThatNeedASign() throws IOException {
    Fixture.write(
        folder,
        """
        //- maven/pom.xml
        x
        //- maven/target/x.txt
        x
        //- plain/target/x.txt
        x
        //- gradle/build.gradle
        x
        //- gradle/build/x.txt
        x
        //- subproject/build.gradle
        x
        //- subproject/build/src/x.txt
        x
        //- plain/build/x.txt
        x
        //- plain/dist/x.txt
        x
        //- plain/out/x.txt
        x
        //- plain/vendor/x.txt
        x
        //- plain/bin/run.sh
        x
        //- js/package.json
        {}
        //- js/src/a.js
        x
        //- js/dist/a.js
        x
        //- js/out/a.js
        x
        //- ts/package.json
        {}
        //- ts/tsconfig.json
        {}
        //- ts/out/a.js
        x
        //- go/vendor/modules.txt
        x
        //- php/vendor/autoload.php
        x
        //- cmake/build/CMakeCache.txt
        x
        //- cs/obj/project.assets.json
        x
        //- cs/bin/Debug/x.txt
        x
        //- ruby/vendor/bundle/x.rb
        x
        //- ruby/vendor/own.rb
        x
        //- coverage/lcov.info
        x
        """);
    Map<String, String> found = decisions(ScanSettings.DEFAULTS);
    String left =
        "maven/target/ gradle/build/ js/dist/ ts/out/ go/vendor/ php/vendor/ cmake/build/ cs/obj/"
            + " cs/bin/ ruby/vendor/bundle/ coverage/";
    for (String path : left.split(" ", -1)) {
      assertEquals("dependencyFolder", found.remove(path), path);
    }
    assertEquals(List.of("-"), found.values().stream().distinct().toList());
    String kept =
        "plain/target/x.txt subproject/build/src/x.txt plain/build/x.txt plain/dist/x.txt"
            + " plain/out/x.txt plain/vendor/x.txt plain/bin/run.sh js/out/a.js ruby/vendor/own.rb";
    assertTrue(found.keySet().containsAll(List.of(kept.split(" ", -1))), found::toString);
  }

  @Test
  void sizes() throws IOException {
    Files.writeString(folder.resolve("at-limit.txt"), "x\n".repeat(500));
    Files.writeString(folder.resolve("over.txt"), "x\n".repeat(500) + "y");
    Files.writeString(folder.resolve("table.csv"), "1,2\n".repeat(50_000));
    Files.writeString(folder.resolve("small.csv"), "1,2\n");
    assertEquals(
        Map.of(
            "at-limit.txt", "-", "over.txt", "tooLarge", "table.csv", "tooLarge", "small.csv", "-"),
        decisions(new ScanSettings(1000, 100, List.of(), List.of(), true)));
    assertEquals("bulkData", decisions(ScanSettings.DEFAULTS).get("table.csv"));
    Explanation large =
        scanner(new ScanSettings(1000, 100, List.of(), List.of(), true))
            .explain(folder.toRealPath().resolve("over.txt"), false);
    assertEquals(
        "The file is larger than the limit: 1001 bytes, at most 1000 (setting index.maxFileBytes).",
        large.reason());
  }

  /** The file exists only as an extent of zeros, so that reading it by mistake would show. */
  @Test
  void aFileOfTwoGigabytesIsNeverOpened() throws IOException {
    Path huge = folder.resolve("huge.txt");
    try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(2L << 30);
    }
    assertEquals(Map.of("huge.txt", "tooLarge"), decisions(ScanSettings.DEFAULTS));
    ScannedFile stale =
        new ScannedFile(
            dev.roocode.domain.FilePath.of("huge.txt"),
            huge.toRealPath(),
            5,
            5,
            dev.roocode.domain.Language.TEXT);
    assertEquals("tooLarge", left(scanner(ScanSettings.DEFAULTS).read(stale)));
  }

  private static String left(FileRead read) {
    return assertInstanceOf(FileRead.Left.class, read).problem().rule();
  }

  /** What {@code read} says of a file with this content. */
  private String read(String name, String content) throws IOException {
    return read(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    Scanner scanner = scanner(ScanSettings.DEFAULTS);
    Decision.Take take = assertInstanceOf(Decision.Take.class, scanner.decide(file.toRealPath()));
    FileRead read = scanner.read(take.file());
    Explanation explanation = scanner.explain(file.toRealPath(), false);
    Files.delete(file);
    if (read instanceof FileRead.Left l) {
      assertEquals(l.problem().rule(), explanation.rule());
      assertFalse(l.passing());
      return l.problem().rule();
    }
    assertEquals(null, explanation.rule());
    return "-";
  }

  @Test
  void binaries() throws IOException {
    assertEquals("binary", read("a.txt", new byte[] {'a', 0, 'b'}));
    byte[] random = new byte[5_000];
    new java.util.Random(7).nextBytes(random);
    for (int i = 0; i < random.length; i++) {
      random[i] = random[i] == 0 ? 1 : random[i];
    }
    assertEquals("binary", read("a.dat", random));
    assertEquals("-", read("a.txt", "tab\tform\f escape\u001B[1m back\b\n"));
    assertEquals("-", read("a.txt", ""));
  }

  @Test
  void longLines() throws IOException {
    assertEquals("longLine", read("a.txt", "a\n" + "x".repeat(20_001)));
    assertEquals("-", read("a.txt", "a\n" + "x".repeat(20_000) + "\n"));
  }

  @Test
  void minified() throws IOException {
    String dense = ("var a=1;".repeat(50) + "\n").repeat(20);
    assertEquals("minified", read("a.js", dense));
    assertEquals("minified", read("a.css", dense));
    assertEquals("-", read("a.txt", dense));
    assertEquals("-", read("a.js", "var a = 1;\n".repeat(2_000)));
  }

  @Test
  void generated() throws IOException {
    List<String> marks =
        List.of(
            "// Code generated by stringer; DO NOT EDIT.\npackage a\n",
            "/**\n * @generated SignedSource<<x>>\n */\n",
            "// <auto-generated>\n//   x\n// </auto-generated>\n",
            "# Generated by the protocol buffer compiler.  DO NOT EDIT!\n",
            "<!-- This page is generated. Do not edit it by hand. -->\n",
            "# This file was automatically generated by X.\n# Please do not edit.\n",
            "#!/bin/sh\n\n# @generated\n");
    for (String mark : marks) {
      assertEquals("generated", read("a.go", mark + "x\n"), mark);
    }
    assertEquals("generated", read("a.md", marks.get(4)));
    List<String> stays =
        List.of(
            "// The result is generated at run time.\n",
            "String s = \"Code generated by x. DO NOT EDIT.\";\n",
            "// finds @generated in comments\n",
            "x\n".repeat(40) + marks.getFirst());
    for (String text : stays) {
      assertEquals("-", read("a.java", text), text);
    }
    assertEquals("-", read("a.md", "# Generated code: do not edit\n"));
  }

  @Test
  void keysAndTokens() throws IOException {
    String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n".repeat(5);
    String key =
        "-----BEGIN RSA " + "PRIVATE KEY-----\n" + body + "-----END RSA " + "PRIVATE KEY-----\n";
    assertEquals("secret", read("a.txt", "x\n" + key));
    assertEquals("secret", read("a.py", "KEY = '" + key.replace("\n", "\\n") + "'\n"));
    assertEquals("-", read("a.java", "if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {}\n"));
    assertEquals("-", read("a.txt", "-----BEGIN PUBLIC KEY-----\n" + body));
    assertEquals("secret", read(".npmrc", "//registry/:_authToken = abc\n"));
    assertEquals("-", read(".npmrc", "registry=https://example.org\n"));
  }
}
