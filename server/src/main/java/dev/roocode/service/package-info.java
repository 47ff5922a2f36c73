/**
 * The product's API: workspaces that can be searched, asked, indexed. Deadlines, schedules and
 * lifetimes live here.
 *
 * <p>Must never know: the wire, JSON, environment variables, standard streams.
 */
@NullMarked
package dev.roocode.service;

import org.jspecify.annotations.NullMarked;
