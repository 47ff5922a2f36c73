// How agents are told of the workspace's tools: what they keep in their settings to start
// `roocode mcp` with the package's own Java and server. Nothing of the editor is needed here.
import { type Launch, locale } from "./launch.js";

/** The shapes in which agents keep a server that they start. */
export type AgentFormat = "mcpServers" | "servers" | "yaml";

export interface Agent {
  readonly name: string;
  /** Where it looks for servers, below the workspace's folder. */
  readonly file: string;
  readonly format: AgentFormat;
}

export const AGENTS: readonly Agent[] = [
  { name: "Roo Code", file: ".roo/mcp.json", format: "mcpServers" },
  { name: "Claude Code", file: ".mcp.json", format: "mcpServers" },
  { name: "GitHub Copilot", file: ".vscode/mcp.json", format: "servers" },
  { name: "Continue", file: ".continue/mcpServers/roocode.yaml", format: "yaml" },
];

const NAME = "roocode";

/** The words behind the jar. The server finds the editor's index of the folder by itself. */
export function agentWords(folder: string): string[] {
  return ["mcp", "--workspace", folder];
}

/** Agents hand little of their own environment on: what Java needs of it is named. */
export function forAgent(launch: Launch, platform: string): Launch {
  return { ...launch, environment: { ...launch.environment, ...locale(platform, {}) } };
}

/** The whole content of the agent's file, where it holds nothing yet. */
export function agentSettings(format: AgentFormat, launch: Launch): string {
  const { command, args, environment: env } = launch;
  switch (format) {
    case "mcpServers":
      return json({ mcpServers: { [NAME]: { command, args, env } } });
    case "servers":
      return json({ servers: { [NAME]: { type: "stdio", command, args, env } } });
    case "yaml":
      return yaml(launch);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Every text in double quotes: a text of JSON is one of YAML, too (YAML 1.2, 7.3.1). */
function yaml({ command, args, environment }: Launch): string {
  const lines = [
    "name: RooCode",
    "version: 0.0.1",
    "schema: v1",
    "mcpServers:",
    `  - name: ${NAME}`,
    `    command: ${JSON.stringify(command)}`,
    "    args:",
    ...args.map((arg) => `      - ${JSON.stringify(arg)}`),
    "    env:",
    ...Object.entries(environment).map(
      ([name, value]) => `      ${name}: ${JSON.stringify(value)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
