package dev.roocode.service;

/**
 * What a restore put in use.
 *
 * @param id of the snapshot; empty where a restore was undone
 * @param files in the index, as of then
 * @param chunks of those
 * @param generation of the index from now on
 * @param tookMillis until it was in use
 */
public record Restored(String id, long files, long chunks, long generation, long tookMillis) {}
