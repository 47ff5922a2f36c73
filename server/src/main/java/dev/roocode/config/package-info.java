/** The settings of all rooms, where their values come from, and whether they are valid. */
@NullMarked
package dev.roocode.config;

import org.jspecify.annotations.NullMarked;
