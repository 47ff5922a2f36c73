/**
 * The store on one machine: SQLite as the truth; postings and the vector index in memory, derived
 * from it and rebuilt when their generation differs. One writer holds the lock.
 */
@NullMarked
package dev.roocode.store.local;

import org.jspecify.annotations.NullMarked;
