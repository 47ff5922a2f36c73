// A server that dies is started again, and nothing is lost.
import assert from "node:assert/strict";
import { until } from "../wait.js";
import { ready } from "./extension.js";

describe("a server that is killed", () => {
  it("comes back and still knows everything", async () => {
    const api = await ready();
    const before = await api.search("checksum", 1);
    const pid = api.serverPid() ?? assert.fail("a server runs");
    process.kill(pid, "SIGKILL");
    await until("another server", () => {
      const now = api.serverPid();
      return now !== undefined && now !== pid;
    });
    await api.whenReady();
    const after = await api.search("checksum", 1);
    assert.deepEqual(after.hits[0]?.range, before.hits[0]?.range);
    assert.equal(after.coverage.vectors, before.coverage.vectors);
  });

  it("is waited for by a search that comes meanwhile", async () => {
    const api = await ready();
    process.kill(api.serverPid() ?? assert.fail("a server runs"), "SIGKILL");
    await until("its death to be noticed", () => api.state() !== "ready");
    const { hits } = await api.search("checksum", 1);
    assert.equal(hits[0]?.path, "src/Digest.java");
  });
});
