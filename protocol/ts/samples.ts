// Generated from the records of dev.roocode.protocol: run their tests with -Dupdate.
import type * as wire from "./protocol.js";

export const samples = {
  BackupCreateParams: { "kind": "full", "workDoneToken": "backup-1" } satisfies wire.BackupCreateParams,
  BackupListParams: {} satisfies wire.BackupListParams,
  BackupListResult: {
    "snapshots": [
      {
        "id": "000042-full-20261124T110200Z",
        "kind": "full",
        "time": "2026-11-24T11:02:00Z",
        "bytes": 141033472,
        "verified": true,
        "configVersion": 3
      }
    ]
  } satisfies wire.BackupListResult,
  BackupRestoreParams: {
    "id": "000042-full-20261124T110200Z",
    "date": "2026-11-24",
    "undo": false,
    "workDoneToken": "restore-1"
  } satisfies wire.BackupRestoreParams,
  BackupRestoreResult: {
    "id": "000042-full-20261124T110200Z",
    "files": 1200,
    "chunks": 14000,
    "generation": 512,
    "tookMillis": 840
  } satisfies wire.BackupRestoreResult,
  BackupSnapshot: {
    "id": "000043-incremental-000042-20261124T170200Z",
    "kind": "incremental",
    "time": "2026-11-24T17:02:00Z",
    "bytes": 1182211,
    "base": "000042-full-20261124T110200Z",
    "verified": true,
    "configVersion": 3
  } satisfies wire.BackupSnapshot,
  BackupVerifyParams: {
    "id": "000042-full-20261124T110200Z",
    "deep": true,
    "workDoneToken": "verify-1"
  } satisfies wire.BackupVerifyParams,
  BackupVerifyResult: {
    "checked": 9,
    "damaged": [
      {
        "id": "000042-full-20261124T110200Z",
        "problem": "000042-full-20261124T110200Z.rbk: this snapshot is damaged: it ends early (restore another; make a new backup)"
      }
    ],
    "index": { "ok": true, "problems": [] }
  } satisfies wire.BackupVerifyResult,
  ConfigDiffParams: {"from": 0, "to": 7} satisfies wire.ConfigDiffParams,
  ConfigDiffResult: {"differences": [{"name": "embedding.batchSize", "before": "16", "after": "32"}]} satisfies wire.ConfigDiffResult,
  ConfigHistoryParams: {} satisfies wire.ConfigHistoryParams,
  ConfigHistoryResult: {
    "versions": [
      {
        "version": 7,
        "time": "2026-11-24T11:47:27Z",
        "sha": "3b5d5c3712955042212316173ccf37be800aa15b2f4d3c9b8f6b5e0f0a1c2d3e",
        "changed": ["embedding.batchSize", "index.exclude"],
        "reason": "start"
      }
    ]
  } satisfies wire.ConfigHistoryResult,
  ConfigRollbackParams: {"version": 3} satisfies wire.ConfigRollbackParams,
  ConfigRollbackResult: {"version": 8} satisfies wire.ConfigRollbackResult,
  ErrorData: {
    "fault": "busy",
    "resource": "requests",
    "hint": "try again in a moment",
    "retryAfterMillis": 500,
    "incident": "3f2a9c41"
  } satisfies wire.ErrorData,
  MetricsAlert: {
    "rule": "search_time",
    "state": "opened",
    "severity": "warning",
    "incidentLevel": "P3",
    "metric": "search_time",
    "unit": "ms",
    "value": 431.2,
    "threshold": 200.0,
    "since": "2026-11-24T11:46:27Z",
    "incident": "5f0c3a1e"
  } satisfies wire.MetricsAlert,
  MetricsMeasured: {
    "time": "2026-11-24T11:47:32Z",
    "metrics": [
      {
        "name": "search_time",
        "unit": "ms",
        "value": 212.7,
        "p50": 140.3,
        "p95": 431.2,
        "count": 61,
        "judged": true
      }
    ],
    "thresholds": [
      {
        "rule": "search_time",
        "metric": "search_time",
        "statistic": "p95",
        "above": true,
        "value": 200.0
      }
    ],
    "alerts": [
      {
        "rule": "search_time",
        "state": "opened",
        "severity": "warning",
        "incidentLevel": "P3",
        "metric": "search_time",
        "unit": "ms",
        "value": 431.2,
        "threshold": 200.0,
        "since": "2026-11-24T11:46:27Z",
        "incident": "5f0c3a1e"
      }
    ],
    "incidents": [
      {
        "id": "5f0c3a1e",
        "rule": "search_time",
        "level": "P3",
        "opened": "2026-11-24T11:47:27Z",
        "raised": "2026-11-24T11:47:27Z"
      }
    ],
    "problems": [
      {
        "path": "alerts.yaml:3:16",
        "rule": "badAlert",
        "message": "there is no metric serch_time"
      }
    ],
    "log": [
      {
        "time": "2026-11-24T11:47:30.120Z",
        "level": "warn",
        "text": "dev.roocode.rpc.Errors - incident 5f0c3a1e unavailable: model: cannot be reached (start it)"
      }
    ]
  } satisfies wire.MetricsMeasured,
  MetricsSnapshotParams: {
    "windowMinutes": 5
  } satisfies wire.MetricsSnapshotParams,
  MetricsSnapshotResult: {
    "metrics": [
      {
        "name": "search_time",
        "unit": "ms",
        "value": 212.7,
        "p50": 140.3,
        "p95": 431.2,
        "count": 61,
        "judged": true
      }
    ],
    "alerts": [
      {
        "rule": "search_time",
        "state": "opened",
        "severity": "warning",
        "incidentLevel": "P3",
        "metric": "search_time",
        "unit": "ms",
        "value": 431.2,
        "threshold": 200.0,
        "since": "2026-11-24T11:46:27Z",
        "incident": "5f0c3a1e"
      }
    ],
    "incidents": [
      {
        "id": "5f0c3a1e",
        "rule": "search_time",
        "level": "P3",
        "opened": "2026-11-24T11:47:27Z",
        "raised": "2026-11-24T11:47:27Z"
      }
    ],
    "problems": [
      {
        "path": "alerts.yaml:3:16",
        "rule": "badAlert",
        "message": "there is no metric serch_time"
      }
    ]
  } satisfies wire.MetricsSnapshotResult,
  MetricsWatchParams: {
    "on": true
  } satisfies wire.MetricsWatchParams,
  MetricsWatchResult: {
    "series": [
      {
        "name": "search_time",
        "unit": "ms",
        "points": [
          {
            "time": "2026-11-24T11:46:27Z",
            "value": 198.4,
            "p50": 131.0,
            "p95": 402.9,
            "count": 18,
            "judged": true
          }
        ]
      }
    ],
    "now": {
      "time": "2026-11-24T11:47:32Z",
      "metrics": [
        {
          "name": "search_time",
          "unit": "ms",
          "value": 212.7,
          "p50": 140.3,
          "p95": 431.2,
          "count": 61,
          "judged": true
        }
      ],
      "thresholds": [
        {
          "rule": "search_time",
          "metric": "search_time",
          "statistic": "p95",
          "above": true,
          "value": 200.0
        }
      ],
      "alerts": [
        {
          "rule": "search_time",
          "state": "opened",
          "severity": "warning",
          "incidentLevel": "P3",
          "metric": "search_time",
          "unit": "ms",
          "value": 431.2,
          "threshold": 200.0,
          "since": "2026-11-24T11:46:27Z",
          "incident": "5f0c3a1e"
        }
      ],
      "incidents": [
        {
          "id": "5f0c3a1e",
          "rule": "search_time",
          "level": "P3",
          "opened": "2026-11-24T11:47:27Z",
          "raised": "2026-11-24T11:47:27Z"
        }
      ],
      "problems": [
        {
          "path": "alerts.yaml:3:16",
          "rule": "badAlert",
          "message": "there is no metric serch_time"
        }
      ],
      "log": [
        {
          "time": "2026-11-24T11:47:30.120Z",
          "level": "warn",
          "text": "dev.roocode.rpc.Errors - incident 5f0c3a1e unavailable: model: cannot be reached (start it)"
        }
      ]
    }
  } satisfies wire.MetricsWatchResult,
  RagAskParams: {
    "question": "How is a file's hash computed?",
    "limit": 6,
    "generator": "http",
    "regenerate": true,
    "allowRemote": false,
    "partialResultToken": "text-1",
    "workDoneToken": "ask-1"
  } satisfies wire.RagAskParams,
  RagAskPartial: {
    "text": "`Hash.of` digests "
  } satisfies wire.RagAskPartial,
  RagAskResult: {
    "kind": "generated",
    "text": "The bytes go through `Hash.of` [1] (`src/Hash.java:13`), not `Hash.make` [3]; the key is kept [2].",
    "citations": [
      {
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "path": "src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "sha": "0123456789abcdef0123456789abcdef"
      }
    ],
    "sources": [
      {
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "path": "src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "symbol": "Hash.of",
        "stale": false
      },
      {
        "n": 2,
        "uri": "file:///home/ann/shop/docs/hash.md",
        "path": "docs/hash.md",
        "range": {
          "start": { "line": 0, "character": 0 },
          "end": { "line": 3, "character": 0 }
        },
        "stale": true
      }
    ],
    "marks": [
      {
        "start": 21,
        "end": 30,
        "what": "identifier",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 12, "character": 0 }
        }
      },
      {
        "start": 31,
        "end": 34,
        "what": "source",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        }
      },
      {
        "start": 36,
        "end": 54,
        "what": "place",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 12, "character": 0 },
          "end": { "line": 13, "character": 0 }
        }
      },
      {
        "start": 61,
        "end": 72,
        "what": "identifier",
        "state": "unverified"
      },
      {
        "start": 73,
        "end": 76,
        "what": "source",
        "state": "fabricated"
      },
      {
        "start": 94,
        "end": 97,
        "what": "source",
        "state": "stale",
        "n": 2
      }
    ],
    "verification": { "cited": 2, "fabricated": 1, "stale": 1, "unverified": 0 },
    "generator": "qwen2.5-coder at 127.0.0.1",
    "cached": false,
    "complete": false,
    "problem": {
      "fault": "unavailable",
      "resource": "the model qwen2.5-coder",
      "message": "broke off after 18 words",
      "hint": "ask again",
      "retryAfterMillis": 2000
    },
    "timings": { "retrieve": 18, "firstToken": 240, "complete": 1900, "verified": 1902 }
  } satisfies wire.RagAskResult,
  RagAssembleParams: {
    "question": "How is a file's hash computed?",
    "budgetTokens": 6000
  } satisfies wire.RagAssembleParams,
  RagAssembleResult: {
    "messages": [
      { "role": "system", "content": "Answer from the sources alone." },
      { "role": "user", "content": "[1] src/Hash.java:12-14\n…\nHow is a file's hash computed?" }
    ],
    "sources": [
      {
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "path": "src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "symbol": "Hash.of",
        "stale": false
      },
      {
        "n": 2,
        "uri": "file:///home/ann/shop/docs/hash.md",
        "path": "docs/hash.md",
        "range": {
          "start": { "line": 0, "character": 0 },
          "end": { "line": 3, "character": 0 }
        },
        "stale": true
      }
    ],
    "promptHash": "fedcba9876543210fedcba9876543210",
    "tokens": 412
  } satisfies wire.RagAssembleResult,
  RagCallToolParams: {
    "name": "outline",
    "arguments": {
      "path": "src/Digest.java"
    },
    "workDoneToken": "tool-1"
  } satisfies wire.RagCallToolParams,
  RagCallToolResult: {
    "text": "src/Digest.java\n  6-11 class Digest",
    "structured": {
      "path": "src/Digest.java",
      "symbols": [],
      "truncated": false
    },
    "isError": false
  } satisfies wire.RagCallToolResult,
  RagCapabilities: {
    "version": 1,
    "features": ["rag/search", "rag/ask", "rag/reindex", "rag/status", "rag/explainPath", "rag/outline"]
  } satisfies wire.RagCapabilities,
  RagExplainPathParams: {
    "uri": "file:///home/ann/shop/build/out.js"
  } satisfies wire.RagExplainPathParams,
  RagExplainPathResult: {
    "indexed": false,
    "reason": "Left out by a rule of the repository.",
    "rule": "build/",
    "source": ".gitignore:3"
  } satisfies wire.RagExplainPathResult,
  RagListToolsParams: {} satisfies wire.RagListToolsParams,
  RagListToolsResult: {
    "tools": [
      {
        "name": "outline",
        "title": "Outline of a file",
        "description": "Lists the definitions of an indexed file",
        "inputSchema": {
          "type": "object",
          "properties": {
            "path": {
              "type": "string"
            }
          },
          "required": [
            "path"
          ]
        },
        "outputSchema": {
          "type": "object"
        },
        "readOnly": true
      }
    ]
  } satisfies wire.RagListToolsResult,
  RagOutlineParams: {
    "uri": "file:///home/ann/shop/src/Hash.java"
  } satisfies wire.RagOutlineParams,
  RagOutlineResult: {
    "symbols": [
      {
        "name": "Hash",
        "kind": "class",
        "range": {
          "start": { "line": 2, "character": 0 },
          "end": { "line": 20, "character": 0 }
        },
        "selectionRange": {
          "start": { "line": 4, "character": 0 },
          "end": { "line": 5, "character": 0 }
        }
      },
      {
        "name": "of",
        "container": "Hash",
        "kind": "method",
        "range": {
          "start": { "line": 10, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "selectionRange": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 12, "character": 0 }
        }
      }
    ]
  } satisfies wire.RagOutlineResult,
  RagReindexParams: {
    "scope": "file:///home/ann/shop/src",
    "mode": "changed",
    "dryRun": true,
    "workDoneToken": "reindex-1"
  } satisfies wire.RagReindexParams,
  RagReindexResult: {
    "filesSeen": 120,
    "filesChanged": 3,
    "filesRemoved": 1,
    "chunks": 40,
    "embedded": 25,
    "reused": 15,
    "skipped": [{ "path": "logo.png", "rule": "binary", "message": "It is no text." }],
    "skippedTotal": 1,
    "problems": [
      { "path": "secret/notes.txt", "rule": "unreadable", "message": "No permission to read it." }
    ],
    "tookMillis": 812
  } satisfies wire.RagReindexResult,
  RagSearchParams: {
    "query": "where is a file's hash computed",
    "limit": 5,
    "mode": "hybrid",
    "pathGlobs": ["src/**"],
    "languages": ["java"],
    "includeTests": false,
    "explain": true,
    "workDoneToken": 7
  } satisfies wire.RagSearchParams,
  RagSearchResult: {
    "hits": [
      {
        "uri": "file:///home/ann/shop/src/Hash.java",
        "path": "src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "symbol": "Hash.of",
        "kind": "function",
        "language": "java",
        "score": 0.75,
        "matched": ["text", "vector", "symbol"],
        "snippet": "  static Hash of(byte[] content) {\n    return new Hash(digest(content));\n  }",
        "stale": false,
        "explain": { "text": 0.5, "vector": 0.25 }
      },
      {
        "uri": "file:///home/ann/shop/docs/%C3%BCber%20hash.md",
        "path": "docs/über hash.md",
        "range": {
          "start": { "line": 0, "character": 0 },
          "end": { "line": 3, "character": 0 }
        },
        "kind": "section",
        "language": "markdown",
        "score": 0.5,
        "matched": ["path"],
        "snippet": "# Hash",
        "stale": true
      }
    ],
    "total": 42,
    "coverage": { "filesIndexed": 118, "filesTotal": 120, "chunks": 1530, "vectors": 1400 },
    "generation": 9,
    "cached": false,
    "tookMillis": 21,
    "problems": [
      { "path": "vector", "rule": "late", "message": "The half by meaning was late and is left out." }
    ]
  } satisfies wire.RagSearchResult,
  RagStatusParams: {} satisfies wire.RagStatusParams,
  RagStatusResult: {
    "state": "readOnly",
    "coverage": { "filesIndexed": 118, "filesTotal": 120, "chunks": 1530, "vectors": 1400 },
    "queue": 130,
    "modelId": "all-MiniLM-L6-v2-int8",
    "generation": 9,
    "storeBytes": 4096000,
    "lastError": "index.db: written by another process (close the other window)",
    "lastBackup": "2026-11-01T06:00:00Z",
    "paused": "battery",
    "redacted": 2,
    "workspaceFolders": ["file:///home/ann/shop", "file:///c%3A/work/api"]
  } satisfies wire.RagStatusResult,
  RagVerifyAnswerParams: {
    "promptHash": "fedcba9876543210fedcba9876543210",
    "text": "The bytes go through `Hash.of` [1] (`src/Hash.java:13`), not `Hash.make` [3]; the key is kept [2]."
  } satisfies wire.RagVerifyAnswerParams,
  RagVerifyAnswerResult: {
    "text": "The bytes go through `Hash.of` [1] (`src/Hash.java:13`), not `Hash.make` [3]; the key is kept [2].",
    "verification": { "cited": 2, "fabricated": 1, "stale": 1, "unverified": 0 },
    "citations": [
      {
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "path": "src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        },
        "sha": "0123456789abcdef0123456789abcdef"
      }
    ],
    "marks": [
      {
        "start": 21,
        "end": 30,
        "what": "identifier",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 12, "character": 0 }
        }
      },
      {
        "start": 31,
        "end": 34,
        "what": "source",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 11, "character": 0 },
          "end": { "line": 14, "character": 0 }
        }
      },
      {
        "start": 36,
        "end": 54,
        "what": "place",
        "state": "verified",
        "n": 1,
        "uri": "file:///home/ann/shop/src/Hash.java",
        "range": {
          "start": { "line": 12, "character": 0 },
          "end": { "line": 13, "character": 0 }
        }
      },
      {
        "start": 61,
        "end": 72,
        "what": "identifier",
        "state": "unverified"
      },
      {
        "start": 73,
        "end": 76,
        "what": "source",
        "state": "fabricated"
      },
      {
        "start": 94,
        "end": 97,
        "what": "source",
        "state": "stale",
        "n": 2
      }
    ]
  } satisfies wire.RagVerifyAnswerResult,
};
