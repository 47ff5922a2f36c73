package dev.roocode.lsp;

import dev.roocode.domain.Fault;
import dev.roocode.rpc.Sequence;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceFolder;

/**
 * What the editor tells of its texts, files and folders. Taken over in order, behind the thread
 * that reads; texts that are no file on disk are none of our business.
 */
final class EditorEvents {
  /** More changed files than these are found by looking at the whole workspace. */
  private static final int MANY_FILES = 10_000;

  private final Documents documents = new Documents();
  private final Set<Path> changed = new HashSet<>();
  private final OpenWorkspace workspace;
  private final Sequence sequence;
  private final Indexing indexing;

  EditorEvents(OpenWorkspace workspace, Sequence sequence, Indexing indexing) {
    this.workspace = workspace;
    this.sequence = sequence;
    this.indexing = indexing;
  }

  void opened(DidOpenTextDocumentParams params) {
    TextDocumentItem document = params.getTextDocument();
    Uris.file(document.getUri())
        .ifPresent(file -> {
          documents.open(file, document.getText());
          edit(file, document.getText());
        });
  }

  void changed(DidChangeTextDocumentParams params) {
    Uris.file(params.getTextDocument().getUri())
        .ifPresent(file -> {
          try {
            documents.change(file, params.getContentChanges()).ifPresent(text -> edit(file, text));
          } catch (Fault fault) {
            release(file); // the text is unknown from here on: what is on disk counts
            throw fault;
          }
        });
  }

  /** What is on disk is what the editor shows: its size and time can be trusted again. */
  void saved(DidSaveTextDocumentParams params) {
    Uris.file(params.getTextDocument().getUri()).ifPresent(this::release);
  }

  void closed(DidCloseTextDocumentParams params) {
    Uris.file(params.getTextDocument().getUri())
        .ifPresent(file -> {
          documents.close(file);
          release(file);
        });
  }

  void watched(DidChangeWatchedFilesParams params) {
    try {
      for (FileEvent event : params.getChanges()) {
        Uris.file(event.getUri()).ifPresent(this::addChanged);
      }
    } finally { // also those before a URI that cannot be understood
      sequence.submit("changed", this::takeChanged);
    }
  }

  private void addChanged(Path file) {
    synchronized (changed) {
      changed.add(file);
    }
  }

  private void takeChanged() {
    List<Path> files;
    synchronized (changed) {
      files = List.copyOf(changed);
      changed.clear();
    }
    if (files.size() > MANY_FILES) {
      indexing.start();
    } else if (!files.isEmpty()) {
      workspace.ifOpen(open -> open.changed(files));
    }
  }

  void folders(DidChangeWorkspaceFoldersParams params) {
    List<Path> added = folders(params.getEvent().getAdded());
    List<Path> removed = folders(params.getEvent().getRemoved());
    Object each = new Object(); // none may take the place of an equal one: they depend on order
    sequence.submit(
        each,
        () -> {
          workspace.change(added, removed);
          replay();
        });
  }

  static List<Path> folders(List<WorkspaceFolder> folders) {
    return folders.stream().flatMap(folder -> Uris.file(folder.getUri()).stream()).toList();
  }

  /** Tells everything that is open once more, to a workspace that does not know it. */
  void replay() {
    documents.held().forEach(this::edit);
  }

  private void edit(Path file, String text) {
    sequence.submit(file, () -> workspace.ifOpen(open -> open.edit(file, text)));
  }

  private void release(Path file) {
    sequence.submit(file, () -> workspace.ifOpen(open -> open.release(file)));
  }
}
