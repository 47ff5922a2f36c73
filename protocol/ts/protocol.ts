// Generated from the records of dev.roocode.protocol: run their tests with -Dupdate.

export const PROTOCOL_VERSION = 1;

/** As the editor's protocol has it. */
export type ProgressToken = string | number;

/** Which halves of the index answer */
export const RagSearchModeWords = ["hybrid", "semantic", "lexical"] as const;
export type RagSearchMode = (typeof RagSearchModeWords)[number];

/** What to look for */
export interface RagSearchParams {
  /** the question, in words or as code */
  readonly query: string;
  /** the most hits to return, 1 to 200; 10 when absent */
  readonly limit?: number;
  /** which halves of the index answer; `hybrid` when absent */
  readonly mode?: RagSearchMode;
  /** only files that match one of these; all when absent or empty */
  readonly pathGlobs?: readonly string[];
  /** only files of these, by the editor's language identifiers */
  readonly languages?: readonly string[];
  /** false leaves tests out, true weighs them like other code; absent: the question decides */
  readonly includeTests?: boolean;
  /** whether each hit carries the components of its score */
  readonly explain?: boolean;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** A place in a text */
export interface Position {
  /** line, from 0 */
  readonly line: number;
  /** UTF-16 code units before it, from 0 */
  readonly character: number;
}

/** A piece of a text; the end is not part of it */
export interface Range {
  /** the first place */
  readonly start: Position;
  /** behind the last */
  readonly end: Position;
}

/** What a place mostly holds */
export const RagSearchKindWords = ["function", "type", "block", "section", "lines"] as const;
export type RagSearchKind = (typeof RagSearchKindWords)[number];

/** Why a place was found */
export const RagSearchMatchedWords = ["text", "vector", "symbol", "path"] as const;
export type RagSearchMatched = (typeof RagSearchMatchedWords)[number];

/** A place found */
export interface RagSearchHit {
  /** of the file */
  readonly uri: string;
  /** the file as people read it: below its workspace folder */
  readonly path: string;
  /** whole lines */
  readonly range: Range;
  /** qualified name of the definition it belongs to */
  readonly symbol?: string;
  /** what it mostly holds */
  readonly kind: RagSearchKind;
  /** the editor's language identifier */
  readonly language: string;
  /** higher is better; comparable only within one answer */
  readonly score: number;
  /** why it was found */
  readonly matched: readonly RagSearchMatched[];
  /** the indexed lines */
  readonly snippet: string;
  /** whether the file has changed since it was indexed */
  readonly stale: boolean;
  /** the components of the score by name; only when asked for */
  readonly explain?: Readonly<Record<string, number>>;
}

/** How much of the workspace an answer could see */
export interface IndexCoverage {
  /** files whose text is searchable */
  readonly filesIndexed: number;
  /** files that belong into the index */
  readonly filesTotal: number;
  /** chunks searchable as text */
  readonly chunks: number;
  /** chunks searchable by meaning */
  readonly vectors: number;
}

/** Something that did not work as intended, without failing the request */
export interface FileProblem {
  /** the file, or the part of the server */
  readonly path: string;
  /** a stable word such as `unreadable` or `late` */
  readonly rule: string;
  /** one plain sentence */
  readonly message: string;
}

/** Places found, best first */
export interface RagSearchResult {
  /** best first */
  readonly hits: readonly RagSearchHit[];
  /** places considered before the limit was applied */
  readonly total: number;
  /** how much of the workspace could be seen */
  readonly coverage: IndexCoverage;
  /** of the index that answered */
  readonly generation: number;
  /** whether the answer was kept from an earlier, equal query */
  readonly cached: boolean;
  /** wall time */
  readonly tookMillis: number;
  /** what did not work, such as a half that was late */
  readonly problems: readonly FileProblem[];
}

/** A question */
export interface RagAskParams {
  /** in plain words */
  readonly question: string;
  /** the most passages to use, 1 to 200; 10 when absent */
  readonly limit?: number;
  /** who writes the text: `extractive` (when absent) or `http`, the model of the settings */
  readonly generator?: string;
  /** true: not from what is kept of an earlier, equal question */
  readonly regenerate?: boolean;
  /** true: the user allows for this workspace that passages go to another machine */
  readonly allowRemote?: boolean;
  /** the text is also streamed as `$/progress` of this token */
  readonly partialResultToken?: ProgressToken;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** How an answer came to be */
export const RagAskKindWords = ["extractive", "generated", "abstained"] as const;
export type RagAskKind = (typeof RagAskKindWords)[number];

/** A place that the text refers to */
export interface RagAskCitation {
  /** as it stands in the text: `[n]` */
  readonly n: number;
  /** of the file */
  readonly uri: string;
  /** the file as people read it: below its workspace folder */
  readonly path: string;
  /** whole lines */
  readonly range: Range;
  /** of the cited text: the first 128 bits of its SHA-256, hexadecimal */
  readonly sha: string;
}

/** A passage that the text was made from */
export interface RagAskSource {
  /** its number: `[n]` in the text refers to it */
  readonly n: number;
  /** of the file */
  readonly uri: string;
  /** the file as people read it: below its workspace folder */
  readonly path: string;
  /** whole lines */
  readonly range: Range;
  /** qualified name of the definition it belongs to */
  readonly symbol?: string;
  /** whether the file has changed since it was indexed */
  readonly stale: boolean;
}

/** What a piece of the text claims to be */
export const RagAskWhatWords = ["source", "place", "identifier"] as const;
export type RagAskWhat = (typeof RagAskWhatWords)[number];

/** What a check against the passages found. It proves that the place exists, not that the claim is true */
export const RagAskStateWords = ["verified", "fabricated", "stale", "unverified"] as const;
export type RagAskState = (typeof RagAskStateWords)[number];

/** A piece of the text that was checked, in UTF-16 units of `text` */
export interface RagAskMark {
  /** where it begins */
  readonly start: number;
  /** behind its end */
  readonly end: number;
  /** what it claims to be */
  readonly what: RagAskWhat;
  /** what the check found */
  readonly state: RagAskState;
  /** the number of the passage; absent where none holds it */
  readonly n?: number;
  /** where it leads, for `verified` alone */
  readonly uri?: string;
  /** the lines it leads to, for `verified` alone */
  readonly range?: Range;
}

/** How many pieces of the text were found to be what; names in backquotes are not counted */
export interface RagAskVerification {
  /** references to passages that were given and are as they were */
  readonly cited: number;
  /** references to passages or places that were not given */
  readonly fabricated: number;
  /** references to passages whose file has changed since */
  readonly stale: number;
  /** references that could not be checked */
  readonly unverified: number;
}

/** Why the text is not what was asked for: of a model that did not write, or not to the end */
export interface RagAskTrouble {
  /** the kind of fault, one of the words below */
  readonly fault: string;
  /** what is affected: the model, its address, a setting */
  readonly resource: string;
  /** one plain sentence */
  readonly message: string;
  /** what the user can do */
  readonly hint: string;
  /** when trying again makes sense */
  readonly retryAfterMillis?: number;
}

/** Milliseconds from the request to each point */
export interface RagAskTimings {
  /** until the passages were found */
  readonly retrieve: number;
  /** until the first piece of text */
  readonly firstToken: number;
  /** until the last piece of text */
  readonly complete: number;
  /** until its citations were checked */
  readonly verified: number;
}

/** An answer with its sources */
export interface RagAskResult {
  /** how it came to be */
  readonly kind: RagAskKind;
  /** Markdown */
  readonly text: string;
  /** the passages that the text cites and that were verified, in the order of their numbers */
  readonly citations: readonly RagAskCitation[];
  /** all passages that the text was made from, in the order of their numbers */
  readonly sources: readonly RagAskSource[];
  /** pieces of the text that were checked, in their order; they do not overlap */
  readonly marks: readonly RagAskMark[];
  /** of the citations */
  readonly verification: RagAskVerification;
  /** what wrote the text */
  readonly generator: string;
  /** whether it was kept from an earlier, equal question */
  readonly cached: boolean;
  /** whether the text is whole; false where the model broke off or reached its limit */
  readonly complete: boolean;
  /** why a model that was asked for did not write, or not to the end; absent where it did */
  readonly problem?: RagAskTrouble;
  /** how long it took */
  readonly timings: RagAskTimings;
}

/** A question for a model that lives in the editor */
export interface RagAssembleParams {
  /** in plain words */
  readonly question: string;
  /** the most tokens of the prompt, 1000 to 200000; the setting when absent */
  readonly budgetTokens?: number;
}

/** Who speaks */
export const RagAssembleRoleWords = ["system", "user", "assistant"] as const;
export type RagAssembleRole = (typeof RagAssembleRoleWords)[number];

/** One turn of the prompt */
export interface RagAssembleMessage {
  /** who speaks */
  readonly role: RagAssembleRole;
  /** what */
  readonly content: string;
}

/** A prompt with the passages that it holds */
export interface RagAssembleResult {
  /** in their order; what the passages say is data, never instructions */
  readonly messages: readonly RagAssembleMessage[];
  /** the passages, in the order of their numbers */
  readonly sources: readonly RagAskSource[];
  /** names the prompt for `rag/verifyAnswer` */
  readonly promptHash: string;
  /** of all messages, at most as many as the budget */
  readonly tokens: number;
}

/** A text that a model wrote to a prompt of `rag/assemble` */
export interface RagVerifyAnswerParams {
  /** of the prompt */
  readonly promptHash: string;
  /** as the model wrote it */
  readonly text: string;
}

/** The text made safe, and what of it holds */
export interface RagVerifyAnswerResult {
  /** Markdown without links, images, HTML and invisible characters */
  readonly text: string;
  /** of the citations */
  readonly verification: RagAskVerification;
  /** the passages that the text cites and that were verified, in the order of their numbers */
  readonly citations: readonly RagAskCitation[];
  /** pieces of the text that were checked, in their order; they do not overlap */
  readonly marks: readonly RagAskMark[];
}

/** How thorough a run is */
export const RagReindexModeWords = ["changed", "full"] as const;
export type RagReindexMode = (typeof RagReindexModeWords)[number];

/** What to bring up to date */
export interface RagReindexParams {
  /** only files at or below it; the whole workspace when absent */
  readonly scope?: string;
  /** how thorough */
  readonly mode: RagReindexMode;
  /** reports what would be done and changes nothing */
  readonly dryRun?: boolean;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** A file left out */
export interface RagReindexSkipped {
  /** the file as people read it */
  readonly path: string;
  /** the word of the rule that left it out */
  readonly rule: string;
  /** why, in one sentence */
  readonly message: string;
}

/** What a run over the workspace did */
export interface RagReindexResult {
  /** files that belong into the index */
  readonly filesSeen: number;
  /** of those, new or changed */
  readonly filesChanged: number;
  /** files that no longer belong there */
  readonly filesRemoved: number;
  /** chunks written */
  readonly chunks: number;
  /** chunks whose vector was computed */
  readonly embedded: number;
  /** chunks whose vector was known by content */
  readonly reused: number;
  /** files left out, at most 5000 of them */
  readonly skipped: readonly RagReindexSkipped[];
  /** how many files were left out */
  readonly skippedTotal: number;
  /** files that could not be read, at most 5000 of them */
  readonly problems: readonly FileProblem[];
  /** wall time */
  readonly tookMillis: number;
}

/** Nothing; the whole `params` may be absent */
export type RagStatusParams = Readonly<Record<string, never>>;

/** How the server stands */
export const RagStatusStateWords = ["starting", "indexing", "ready", "degraded", "readOnly"] as const;
export type RagStatusState = (typeof RagStatusStateWords)[number];

/** Why vectors wait though they could be computed */
export const RagStatusPauseWords = ["battery", "load"] as const;
export type RagStatusPause = (typeof RagStatusPauseWords)[number];

/** How the workspace stands */
export interface RagStatusResult {
  /** in one word */
  readonly state: RagStatusState;
  /** how much is searchable */
  readonly coverage: IndexCoverage;
  /** chunks that wait for their vector */
  readonly queue: number;
  /** the embedding model in force */
  readonly modelId: string;
  /** of the index */
  readonly generation: number;
  /** on disk */
  readonly storeBytes: number;
  /** the newest fault in one line */
  readonly lastError?: string;
  /** time of the newest snapshot, ISO 8601 */
  readonly lastBackup?: string;
  /** why vectors wait; absent while they need not */
  readonly paused?: RagStatusPause;
  /** secret values in indexed files that are left out of the index */
  readonly redacted: number;
  /** URIs of the workspace's folders */
  readonly workspaceFolders: readonly string[];
}

/** A file */
export interface RagExplainPathParams {
  /** of the file */
  readonly uri: string;
}

/** Why a file is, or is not, indexed */
export interface RagExplainPathResult {
  /** whether its text is searchable now */
  readonly indexed: boolean;
  /** one plain sentence */
  readonly reason: string;
  /** the pattern or the name of the rule that decided */
  readonly rule?: string;
  /** where the rule stands, such as `src/.gitignore:3` */
  readonly source?: string;
}

/** A file */
export interface RagOutlineParams {
  /** of the file */
  readonly uri: string;
}

/** The kinds of definitions */
export const RagOutlineKindWords = ["module", "class", "interface", "enum", "function", "method", "field", "constant", "type", "section"] as const;
export type RagOutlineKind = (typeof RagOutlineKindWords)[number];

/** A definition in a file */
export interface RagOutlineSymbol {
  /** its simple name */
  readonly name: string;
  /** qualified name of what encloses it */
  readonly container?: string;
  /** what it is */
  readonly kind: RagOutlineKind;
  /** the whole definition with its comments, whole lines */
  readonly range: Range;
  /** the line its name stands on */
  readonly selectionRange: Range;
}

/** The definitions of an indexed file */
export interface RagOutlineResult {
  /** in the order of the file */
  readonly symbols: readonly RagOutlineSymbol[];
}

/** Nothing */
export type RagListToolsParams = Readonly<Record<string, never>>;

/** A tool for agents */
export interface RagListToolsTool {
  /** by which it is called */
  readonly name: string;
  /** for people */
  readonly title: string;
  /** for a model: what it does and when it helps */
  readonly description: string;
  /** JSON Schema of its arguments */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** JSON Schema of its structured answer */
  readonly outputSchema: Readonly<Record<string, unknown>>;
  /** whether it only reads */
  readonly readOnly: boolean;
}

/** The tools for agents */
export interface RagListToolsResult {
  /** those that the settings allow */
  readonly tools: readonly RagListToolsTool[];
}

/** A call of a tool */
export interface RagCallToolParams {
  /** of the tool, as `rag/listTools` or the editor's manifest names it */
  readonly name: string;
  /** as the tool's schema has them; none when absent */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** What a tool answers */
export interface RagCallToolResult {
  /** for a model to read */
  readonly text: string;
  /** the same as data, as the tool's schema has it; absent with an error */
  readonly structured?: Readonly<Record<string, unknown>>;
  /** whether the tool could not do it; `text` says why, and what to do */
  readonly isError: boolean;
}

/** What a snapshot holds */
export const BackupSnapshotKindWords = ["full", "incremental", "cache"] as const;
export type BackupSnapshotKind = (typeof BackupSnapshotKindWords)[number];

/** What to make */
export interface BackupCreateParams {
  /** what it is to hold */
  readonly kind: BackupSnapshotKind;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** A snapshot of the index */
export interface BackupSnapshot {
  /** its name */
  readonly id: string;
  /** what it holds */
  readonly kind: BackupSnapshotKind;
  /** what the clock said, ISO 8601; the order is that of `id` */
  readonly time: string;
  /** on disk */
  readonly bytes: number;
  /** the full snapshot that an incremental one needs */
  readonly base?: string;
  /** whether it was sound when it was last read as a whole */
  readonly verified: boolean;
  /** the version of the configuration in force, 0 where none was recorded */
  readonly configVersion: number;
}

/** Nothing; the whole `params` may be absent */
export type BackupListParams = Readonly<Record<string, never>>;

/** The snapshots */
export interface BackupListResult {
  /** oldest first */
  readonly snapshots: readonly BackupSnapshot[];
}

/** What to check */
export interface BackupVerifyParams {
  /** one snapshot; all, and the index in use, when absent */
  readonly id?: string;
  /** puts each together as an index and looks into it, which takes longer */
  readonly deep?: boolean;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** A snapshot that cannot be restored */
export interface BackupVerifyDamage {
  /** its name */
  readonly id: string;
  /** what is wrong, and what to do */
  readonly problem: string;
}

/** How the index in use stands */
export interface BackupVerifyIndex {
  /** whether nothing was found */
  readonly ok: boolean;
  /** what is wrong, and what to do */
  readonly problems: readonly string[];
}

/** What a check found */
export interface BackupVerifyResult {
  /** snapshots that were read */
  readonly checked: number;
  /** those that cannot be restored */
  readonly damaged: readonly BackupVerifyDamage[];
  /** the index in use; fine where only one snapshot was checked */
  readonly index: BackupVerifyIndex;
}

/** What to put in use: exactly one of `id`, `date` and `undo` */
export interface BackupRestoreParams {
  /** the name of a snapshot */
  readonly id?: string;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`: the newest snapshot of then or before */
  readonly date?: string;
  /** goes back to the index before the last restore; possible until the next good start */
  readonly undo?: boolean;
  /** the work is shown under this token */
  readonly workDoneToken?: ProgressToken;
}

/** What is in use now */
export interface BackupRestoreResult {
  /** the snapshot; empty where a restore was undone */
  readonly id: string;
  /** files in the index */
  readonly files: number;
  /** chunks in the index */
  readonly chunks: number;
  /** of the index from now on */
  readonly generation: number;
  /** until it was in use */
  readonly tookMillis: number;
}

/** Two versions */
export interface ConfigDiffParams {
  /** the one to start from; 0 stands for the defaults */
  readonly from: number;
  /** the one to compare with it */
  readonly to: number;
}

/** A setting that the two have different values of */
export interface ConfigDiffDifference {
  /** its name */
  readonly name: string;
  /** its value in the first; a secret shows none */
  readonly before: string;
  /** its value in the second */
  readonly after: string;
}

/** What differs */
export interface ConfigDiffResult {
  /** by name */
  readonly differences: readonly ConfigDiffDifference[];
}

/** Nothing; the whole `params` may be absent */
export type ConfigHistoryParams = Readonly<Record<string, never>>;

/** The settings in force from a moment on */
export interface ConfigHistoryVersion {
  /** rises by one */
  readonly version: number;
  /** ISO 8601 */
  readonly time: string;
  /** SHA-256 of the settings */
  readonly sha: string;
  /** names of the settings that differ from the version before */
  readonly changed: readonly string[];
  /** why it differs: `start`, `rollback to 3` */
  readonly reason: string;
}

/** The versions */
export interface ConfigHistoryResult {
  /** newest first */
  readonly versions: readonly ConfigHistoryVersion[];
}

/** Which version */
export interface ConfigRollbackParams {
  /** whose values are put back */
  readonly version: number;
}

/** What is in force now */
export interface ConfigRollbackResult {
  /** the version that this made */
  readonly version: number;
}

/** Over how long; the whole `params` may be absent */
export interface MetricsSnapshotParams {
  /** 1 (the default) to 60 */
  readonly windowMinutes?: number;
}

/** What a metric says of the window; docs/ops/metrics.md lists them */
export interface MetricsSnapshotReading {
  /** such as `search_time` */
  readonly name: string;
  /** `ms`, `%`, `bytes`, `/s`, `h`, or empty */
  readonly unit: string;
  /** of a timer the mean; absent where there is nothing to tell */
  readonly value?: number;
  /** median of a timer */
  readonly p50?: number;
  /** 95th percentile of a timer */
  readonly p95?: number;
  /** events in the window; 0 for a gauge */
  readonly count: number;
  /** false where there are too few events to judge */
  readonly judged: boolean;
}

/** What has happened to an alert */
export const MetricsAlertStateWords = ["opened", "escalated", "closed"] as const;
export type MetricsAlertState = (typeof MetricsAlertStateWords)[number];

/** How much an alert matters */
export const MetricsAlertSeverityWords = ["warning", "urgent", "critical"] as const;
export type MetricsAlertSeverity = (typeof MetricsAlertSeverityWords)[number];

/** How bad an incident is */
export const MetricsSnapshotLevelWords = ["P1", "P2", "P3", "P4"] as const;
export type MetricsSnapshotLevel = (typeof MetricsSnapshotLevelWords)[number];

/** An alert */
export interface MetricsAlert {
  /** its name in `alerts.yaml`; its section in docs/ops/maintenance.md is `alert-RULE` */
  readonly rule: string;
  /** what has happened */
  readonly state: MetricsAlertState;
  /** how much it matters */
  readonly severity: MetricsAlertSeverity;
  /** of the incident that it opened */
  readonly incidentLevel: MetricsSnapshotLevel;
  /** what is compared */
  readonly metric: string;
  /** its unit */
  readonly unit: string;
  /** measured last; absent where there is nothing to judge */
  readonly value?: number;
  /** in the same unit */
  readonly threshold: number;
  /** when it began, ISO 8601 */
  readonly since: string;
  /** the incident, to be found in the log */
  readonly incident: string;
}

/** An incident that is open */
export interface MetricsSnapshotIncident {
  /** eight hexadecimal digits */
  readonly id: string;
  /** of the alert that opened it */
  readonly rule: string;
  /** now; it goes up when the incident lasts */
  readonly level: MetricsSnapshotLevel;
  /** ISO 8601 */
  readonly opened: string;
  /** when it came to its level, ISO 8601 */
  readonly raised: string;
}

/** What was measured, and what is wrong */
export interface MetricsSnapshotResult {
  /** all metrics */
  readonly metrics: readonly MetricsSnapshotReading[];
  /** that are open */
  readonly alerts: readonly MetricsAlert[];
  /** that are open */
  readonly incidents: readonly MetricsSnapshotIncident[];
  /** with the log or with `alerts.yaml` */
  readonly problems: readonly FileProblem[];
}

/** Whether to tell from now on */
export interface MetricsWatchParams {
  /** true: `metrics/measured` comes every five seconds on this connection, also after the workspace was opened anew; false: no longer */
  readonly on: boolean;
}

/** What a metric said at a time: of the minute before, of the five minutes of a share */
export interface MetricsWatchPoint {
  /** ISO 8601 */
  readonly time: string;
  /** of a timer the mean */
  readonly value?: number;
  /** median of a timer */
  readonly p50?: number;
  /** 95th percentile of a timer */
  readonly p95?: number;
  /** events; 0 for a gauge */
  readonly count: number;
  /** false where there are too few events to judge */
  readonly judged: boolean;
}

/** What a metric said in the last hour */
export interface MetricsWatchSeries {
  /** such as `search_time` */
  readonly name: string;
  /** `ms`, `%`, `bytes`, `/s`, `h`, or empty */
  readonly unit: string;
  /** oldest first, at most one a minute; none for a minute without anything to tell */
  readonly points: readonly MetricsWatchPoint[];
}

/** What of a metric is compared */
export const MetricsWatchStatisticWords = ["value", "p50", "p95"] as const;
export type MetricsWatchStatistic = (typeof MetricsWatchStatisticWords)[number];

/** What a rule in force compares with */
export interface MetricsWatchThreshold {
  /** the rule's name */
  readonly rule: string;
  /** such as `search_time` */
  readonly metric: string;
  /** what of it */
  readonly statistic: MetricsWatchStatistic;
  /** whether the alert is about values above, otherwise below */
  readonly above: boolean;
  /** in the metric's unit */
  readonly value: number;
}

/** How much a line of the log matters */
export const MetricsMeasuredLevelWords = ["error", "warn", "info", "debug"] as const;
export type MetricsMeasuredLevel = (typeof MetricsMeasuredLevelWords)[number];

/** A line of the server's log */
export interface MetricsMeasuredLogLine {
  /** when, as it stands there; absent in the lines of a trace */
  readonly time?: string;
  /** its own, or that of the line which it belongs to */
  readonly level: MetricsMeasuredLevel;
  /** the rest, control characters taken out */
  readonly text: string;
}

/** How it stands now, for who watches */
export interface MetricsMeasured {
  /** when, ISO 8601 */
  readonly time: string;
  /** all metrics, of the last minute, a share of the last five */
  readonly metrics: readonly MetricsSnapshotReading[];
  /** what alerts compare with */
  readonly thresholds: readonly MetricsWatchThreshold[];
  /** that are open */
  readonly alerts: readonly MetricsAlert[];
  /** that are open */
  readonly incidents: readonly MetricsSnapshotIncident[];
  /** with the log or with `alerts.yaml`; where nothing is measured, why */
  readonly problems: readonly FileProblem[];
  /** what was written to `logs/server.log` since the message before, at first its end; at most 300 lines */
  readonly log: readonly MetricsMeasuredLogLine[];
}

/** What was measured up to now */
export interface MetricsWatchResult {
  /** of each metric that has any, also from before a restart; empty where `on` is false */
  readonly series: readonly MetricsWatchSeries[];
  /** how it stands now, with the end of the log; absent where `on` is false */
  readonly now?: MetricsMeasured;
}

/** The `value` of `$/progress` for a `partialResultToken` of `rag/ask` */
export interface RagAskPartial {
  /** the next piece; all pieces joined are the text */
  readonly text: string;
}

/** The `data` of an error response */
export interface ErrorData {
  /** the kind, one of the words below */
  readonly fault: string;
  /** what is affected: a file, a setting, a member of the request */
  readonly resource: string;
  /** what the user can do */
  readonly hint: string;
  /** when trying again makes sense */
  readonly retryAfterMillis?: number;
  /** finds it in the server's log; absent for what the asker can mend, and what passes */
  readonly incident?: string;
}

/** What `initialize` answers as `capabilities.experimental.rag` */
export interface RagCapabilities {
  /** of these messages; rises when a client must know better */
  readonly version: number;
  /** the requests that this server answers, such as `rag/search` */
  readonly features: readonly string[];
}

/** The codes of our own errors, by the word of `ErrorData.fault`. */
export const ErrorCodes = {
  invalid: -32010,
  corrupt: -32011,
  tooNew: -32012,
  notReady: -32013,
  busy: -32014,
  unavailable: -32015,
  tooLarge: -32016,
  denied: -32017,
  diskFull: -32018,
  notFound: -32019,
} as const;

export interface RagRequests {
  /** Finds the places that fit a question. Answers from the first second; `coverage` says how much was seen */
  readonly "rag/search": { readonly params: RagSearchParams; readonly result: RagSearchResult };
  /** Answers a question with citations. Where the model does not write, the answer is `extractive` and `problem` says why */
  readonly "rag/ask": { readonly params: RagAskParams; readonly result: RagAskResult };
  /** Packs the passages for a question into a prompt, for a model that lives in the editor */
  readonly "rag/assemble": { readonly params: RagAssembleParams; readonly result: RagAssembleResult };
  /** Checks what a model wrote to such a prompt; `notReady` where the prompt is no longer known */
  readonly "rag/verifyAnswer": { readonly params: RagVerifyAnswerParams; readonly result: RagVerifyAnswerResult };
  /** Brings the index up to date and answers when every vector is in */
  readonly "rag/reindex": { readonly params: RagReindexParams; readonly result: RagReindexResult };
  /** Says how the workspace stands */
  readonly "rag/status": { readonly params: RagStatusParams; readonly result: RagStatusResult };
  /** Says why a file is, or is not, indexed */
  readonly "rag/explainPath": { readonly params: RagExplainPathParams; readonly result: RagExplainPathResult };
  /** Lists the definitions of an indexed file */
  readonly "rag/outline": { readonly params: RagOutlineParams; readonly result: RagOutlineResult };
  /** Names the tools for agents, as they can be called now */
  readonly "rag/listTools": { readonly params: RagListToolsParams; readonly result: RagListToolsResult };
  /** Calls a tool for agents. What the tool refuses is an answer, too: `isError` says so */
  readonly "rag/callTool": { readonly params: RagCallToolParams; readonly result: RagCallToolResult };
  /** Makes a snapshot of the index as it is now and reads it back */
  readonly "backup/create": { readonly params: BackupCreateParams; readonly result: BackupSnapshot };
  /** Lists the snapshots */
  readonly "backup/list": { readonly params: BackupListParams; readonly result: BackupListResult };
  /** Reads snapshots as a whole, and the index in use, and says what is damaged */
  readonly "backup/verify": { readonly params: BackupVerifyParams; readonly result: BackupVerifyResult };
  /** Puts a snapshot in place of the index; search answers from the old one until then, and what changed since is indexed again */
  readonly "backup/restore": { readonly params: BackupRestoreParams; readonly result: BackupRestoreResult };
  /** Says what differs between two versions of the configuration */
  readonly "config/diff": { readonly params: ConfigDiffParams; readonly result: ConfigDiffResult };
  /** Lists the versions of the configuration */
  readonly "config/history": { readonly params: ConfigHistoryParams; readonly result: ConfigHistoryResult };
  /** Puts the values of a version back, but for secrets; each counts until its setting is changed again. The workspace is opened anew */
  readonly "config/rollback": { readonly params: ConfigRollbackParams; readonly result: ConfigRollbackResult };
  /** Tells what was measured in the last minutes, and which alerts and incidents are open */
  readonly "metrics/snapshot": { readonly params: MetricsSnapshotParams; readonly result: MetricsSnapshotResult };
  /** Begins or ends to tell how it stands, without being asked again; begins with what was measured in the last hour */
  readonly "metrics/watch": { readonly params: MetricsWatchParams; readonly result: MetricsWatchResult };
}

export interface RagNotifications {
  /** The workspace stands differently; at most four a second, the last one always arrives */
  readonly "rag/statusChanged": { readonly params: RagStatusResult };
  /** An alert has opened or closed, or its incident is one level up */
  readonly "metrics/alert": { readonly params: MetricsAlert };
  /** How it stands; every five seconds after `metrics/watch` */
  readonly "metrics/measured": { readonly params: MetricsMeasured };
}
