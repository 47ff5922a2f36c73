package dev.roocode.lsp;

import dev.roocode.domain.Fault;
import dev.roocode.domain.Language;
import dev.roocode.domain.Query;
import dev.roocode.protocol.RagAsk;
import dev.roocode.protocol.RagReindex;
import dev.roocode.protocol.RagSearch;
import dev.roocode.service.Ask;
import dev.roocode.service.Reindex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request on the wire means to the service. */
final class FromWire {
  private FromWire() {}

  static Query query(RagSearch.Params params) {
    return new Query(
        params.query(),
        orElse(params.limit(), Query.DEFAULT_LIMIT),
        Query.Mode.valueOf(orElse(params.mode(), RagSearch.Mode.HYBRID).name()),
        orElse(params.pathGlobs(), List.of()),
        orElse(params.languages(), List.<String>of()).stream().map(FromWire::language).toList(),
        params.includeTests(),
        orElse(params.explain(), false));
  }

  static Ask ask(RagAsk.Params params) {
    Ask.Writer writer = Ask.Writer.of(orElse(params.generator(), Ask.Writer.EXTRACTIVE.word()));
    int limit = orElse(params.limit(), Query.DEFAULT_LIMIT);
    Query checked = Query.of(params.question(), limit);
    return new Ask(
        checked.text(),
        checked.limit(),
        writer,
        orElse(params.regenerate(), false),
        orElse(params.allowRemote(), false));
  }

  static Reindex reindex(RagReindex.Params params) {
    String scope = params.scope();
    return new Reindex(
        scope == null ? null : Uris.require("scope", scope),
        params.mode() == RagReindex.Mode.FULL,
        orElse(params.dryRun(), false));
  }

  /** A text of the user's, short enough to be shown again. */
  static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static Language language(String id) {
    return Language.byId(id)
        .orElseThrow(() ->
            new Fault.Invalid(
                "languages",
                "no language \"" + shown(id) + "\" is known",
                "use the editor's identifiers, such as java or typescriptreact"));
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
