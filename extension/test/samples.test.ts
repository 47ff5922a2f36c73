// The samples of every message, read with the generated types: tsc proves that they fit, and this
// test that they are those which the Java side reads.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ErrorCodes, RagSearchModeWords, RagStatusStateWords } from "../../protocol/ts/protocol.js";
import { samples } from "../../protocol/ts/samples.js";
import { REPOSITORY } from "./session.js";

const FOLDER = join(REPOSITORY, "protocol", "samples");

test("every sample is typed, and the same in both languages", () => {
  const read = Object.fromEntries(
    readdirSync(FOLDER).map((file) => [
      file.replace(/\.json$/, ""),
      JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as unknown,
    ]),
  );
  assert.deepEqual(samples, read);
});

test("words are there at run time too", () => {
  assert.ok(RagSearchModeWords.includes(samples.RagSearchParams.mode));
  assert.ok(RagStatusStateWords.includes(samples.RagStatusResult.state));
  assert.ok(samples.ErrorData.fault in ErrorCodes);
});
