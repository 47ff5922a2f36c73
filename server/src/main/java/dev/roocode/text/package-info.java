/**
 * The words of code and how well a chunk matches them: identifiers whole and split, light stems,
 * character pairs for Chinese, Japanese and Korean; postings in memory; BM25.
 *
 * <p>Must never know: files on disk, SQL, vectors.
 */
@NullMarked
package dev.roocode.text;

import org.jspecify.annotations.NullMarked;
