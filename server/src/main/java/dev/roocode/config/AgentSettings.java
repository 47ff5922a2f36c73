package dev.roocode.config;

import dev.roocode.base.Setting;

/**
 * Settings of the door for agents.
 *
 * @param httpPort on loopback; 0 for none
 * @param allowReindex whether agents may have the index brought up to date
 */
public record AgentSettings(
    @Setting(
            value =
                "Port on this machine at which a running server serves agents by the Model Context Protocol over HTTP, to programs that show the token of the file mcp-token; 0 turns it off. Agents that start `roocode mcp` need none.",
            min = 0,
            max = 65_535)
        int httpPort,
    @Setting("Whether agents may have the index brought up to date, beside searching and reading.")
        boolean allowReindex) {
  public static final AgentSettings DEFAULTS = new AgentSettings(0, false);
}
