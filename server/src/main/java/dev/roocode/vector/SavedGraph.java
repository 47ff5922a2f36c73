package dev.roocode.vector;

import io.github.jbellis.jvector.disk.RandomAccessReader;

/**
 * What a graph is made from again.
 *
 * @param rowOf by node, {@link IdMap#ABSENT} for numbers without a node
 * @param links as jvector wrote them
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
record SavedGraph(int[] rowOf, RandomAccessReader links) {}
