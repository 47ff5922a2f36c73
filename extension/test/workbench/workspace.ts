// A small workspace in several languages, in a repository of its own. Line numbers are looked up
// in the texts, never written down twice.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const FILES = {
  "src/Digest.java": `package shop;

import java.security.MessageDigest;

/** Computes the checksum of a file's bytes. */
final class Digest {
  static byte[] sha256(byte[] content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return digest.digest(content);
  }
}
`,
  "src/tax.py": `"""Taxes of the shop."""


def value_added_tax(net, rate):
    """The value added tax on a net price, rounded to whole cents."""
    return round(net * rate)


def gross(net, rate):
    return net + value_added_tax(net, rate)
`,
  "src/cart.ts": `export class ShoppingCart {
  readonly items: string[] = [];

  /** Puts an item into the shopping cart. */
  add(item: string): void {
    this.items.push(item);
  }
}
`,
  "src/retry.go": `package shop

import "time"

// RetryWithBackoff calls again, waiting twice as long after each failed attempt.
func RetryWithBackoff(attempts int, call func() error) error {
	wait := 100 * time.Millisecond
	for i := 0; ; i++ {
		err := call()
		if err == nil || i+1 >= attempts {
			return err
		}
		time.Sleep(wait)
		wait *= 2
	}
}
`,
  "test/cart.test.ts": `import { ShoppingCart } from "../src/cart";

test("an item is in the shopping cart", () => {
  const cart = new ShoppingCart();
  cart.add("bell");
  expect(cart.items).toEqual(["bell"]);
});
`,
  "docs/über uns.md": `# About the shop

We sell second-hand bicycles and repair them while you wait.

## Opening hours

Monday to Friday, nine to six.
`,
  "docs/会社案内.md": `# 会社案内

中古の自転車を販売し、その場で修理します。
`,
  "build/generated.txt": "zyxgenerated is made by the build\n",
  ".gitignore": "/build/\n",
} as const;

export type FixturePath = keyof typeof FILES;

/** What the index holds of them: the ignored file is left out. */
export const INDEXED = Object.keys(FILES).filter((path) => !path.startsWith("build/")).length;

/** Enough modules for indexing to be watched. Their words are in none of the files above. */
export function manyFiles(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let module = 0; module < count; module++) {
    const functions = Array.from({ length: 4 }, (_, each) =>
      [
        `def widget_${String(module)}_${String(each)}(left, right):`,
        `    """Joins pair ${String(each)} of group ${String(module)}."""`,
        `    return left * ${String(module)} + right`,
        "",
      ].join("\n"),
    );
    files[`generated/module_${String(module)}.py`] = functions.join("\n\n");
  }
  return files;
}

/** What the status bar says when this many files are indexed, and nothing waits. */
export function ready(files: number): RegExp {
  return new RegExp(`RooCode ${String(files)}$`);
}

/** Writes the files and commits them. */
export function writeWorkspace(
  folder: string,
  files: Readonly<Record<string, string>> = FILES,
): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const git = (...words: string[]): void => {
    const who = [
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@localhost",
      "-c",
      "commit.gpgsign=false",
    ];
    execFileSync("git", [...who, ...words], { cwd: folder, stdio: "ignore" });
  };
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The shop");
}

/** The 1-based number of the first line of a file that contains the words. */
export function lineOf(path: FixturePath, words: string): number {
  const line = FILES[path].split("\n").findIndex((text) => text.includes(words));
  assert.ok(line >= 0, `${path} has no line with ${words}`);
  return line + 1;
}
