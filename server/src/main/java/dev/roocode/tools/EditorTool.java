package dev.roocode.tools;

/**
 * A tool as an editor offers it to the models that live there. Its name is shared with those of
 * other extensions; both names call it.
 *
 * @param name as the editor calls it
 * @param tool as agents call it
 * @param reference by which a user points to it in a prompt
 * @param title for people
 * @param purpose for people, in a line
 */
public record EditorTool(
    String name, String tool, String reference, String title, String purpose) {}
