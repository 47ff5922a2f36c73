package dev.roocode.protocol;

import org.jspecify.annotations.Nullable;

/** The {@code data} of an error response. */
@Doc("The `data` of an error response")
public record ErrorData(
    @Doc("the kind, one of the words below") String fault,
    @Doc("what is affected: a file, a setting, a member of the request") String resource,
    @Doc("what the user can do") String hint,
    @Doc("when trying again makes sense") @Nullable Long retryAfterMillis,
    @Doc("finds it in the server's log; absent for what the asker can mend, and what passes")
        @Nullable String incident) {}
