package dev.roocode.lsp;

import dev.roocode.domain.FilePath;
import dev.roocode.domain.Hit;
import dev.roocode.domain.LineRange;
import dev.roocode.domain.Query;
import dev.roocode.domain.Symbol;
import dev.roocode.domain.SymbolHit;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Router;
import dev.roocode.service.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Symbol search for any editor: definitions by name first, then the places that a search finds, so
 * that a question in words leads somewhere too.
 */
final class WorkspaceSymbols {
  private static final int NAMES = 100;
  private static final int PLACES = 20;

  private final OpenWorkspace workspace;

  WorkspaceSymbols(OpenWorkspace workspace) {
    this.workspace = workspace;
  }

  void register(Router router) {
    router.onRequest("workspace/symbol", WorkspaceSymbolParams.class, this::find);
  }

  private List<WorkspaceSymbol> find(WorkspaceSymbolParams params, Call call) {
    String text = params.getQuery().strip();
    return workspace.use(call, open -> find(open, text, call));
  }

  private static List<WorkspaceSymbol> find(Workspace open, String text, Call call) {
    List<SymbolHit> named = open.symbols(text, NAMES);
    List<WorkspaceSymbol> found = new ArrayList<>();
    named.forEach(hit -> found.add(named(open, hit)));
    if (!text.isEmpty()) {
      for (Hit hit : open.search(Query.of(text, PLACES), call).hits()) {
        if (named.stream().noneMatch(symbol -> same(symbol, hit))) {
          found.add(place(open, hit));
        }
      }
    }
    return found;
  }

  private static boolean same(SymbolHit symbol, Hit hit) {
    return symbol.path().equals(hit.path()) && symbol.symbol().qualified().equals(hit.symbol());
  }

  private static WorkspaceSymbol named(Workspace open, SymbolHit hit) {
    Symbol symbol = hit.symbol();
    String container = symbol.container().isEmpty() ? hit.path().toString() : symbol.container();
    LineRange lines =
        new LineRange(symbol.nameLine(), Math.max(symbol.nameLine(), symbol.lines().last()));
    return symbol(symbol.name(), kind(symbol), location(open, hit.path(), lines), container);
  }

  private static WorkspaceSymbol place(Workspace open, Hit hit) {
    String line = hit.path().name() + ":" + hit.lines().first();
    String name = hit.symbol().isEmpty() ? line : hit.symbol();
    SymbolKind kind =
        switch (hit.kind()) {
          case FUNCTION -> SymbolKind.Function;
          case TYPE -> SymbolKind.Class;
          case SECTION -> SymbolKind.String;
          case BLOCK, LINES -> SymbolKind.File;
        };
    return symbol(name, kind, location(open, hit.path(), hit.lines()), hit.path().toString());
  }

  private static WorkspaceSymbol symbol(
      String name, SymbolKind kind, Location location, String container) {
    return new WorkspaceSymbol(name, kind, Either.forLeft(location), container);
  }

  private static Location location(Workspace open, FilePath path, LineRange lines) {
    Range range = new Range(new Position(lines.first() - 1, 0), new Position(lines.last(), 0));
    return new Location(Uris.of(open.locate(path)), range);
  }

  private static SymbolKind kind(Symbol symbol) {
    return switch (symbol.kind()) {
      case MODULE -> SymbolKind.Module;
      case CLASS, TYPE -> SymbolKind.Class;
      case INTERFACE -> SymbolKind.Interface;
      case ENUM -> SymbolKind.Enum;
      case FUNCTION -> SymbolKind.Function;
      case METHOD -> SymbolKind.Method;
      case FIELD -> SymbolKind.Field;
      case CONSTANT -> SymbolKind.Constant;
      case SECTION -> SymbolKind.String;
    };
  }
}
