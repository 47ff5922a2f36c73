package dev.roocode.app;

import dev.roocode.alert.Watch;
import dev.roocode.app.Finding.Outcome;
import dev.roocode.domain.Fault;
import dev.roocode.domain.Problem;
import dev.roocode.domain.Status;
import dev.roocode.embed.EmbedSettings;
import dev.roocode.embed.Embedder;
import dev.roocode.endpoint.RemoteWorkspace;
import dev.roocode.service.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at everything that the server stands on. Every finding that is not fine has a mend. */
final class Doctor {

  private final Wiring wiring;
  private final Path folder;

  Doctor(Wiring wiring, Path folder) {
    this.wiring = wiring;
    this.folder = folder;
  }

  /** All looks, in an order in which an earlier one explains a later one. */
  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>(new MachineChecks(wiring.settings()).all());
    DiskChecks disk = new DiskChecks(wiring);
    findings.addAll(
        List.of(disk.space(), disk.permissions(), lock(), disk.clock(), settings(), alerts()));
    findings.addAll(
        List.of(
            MachineChecks.grammars(), endpoint(), model(), GeneratorCheck.of(wiring::generator)));
    findings.addAll(List.of(store(), disk.backups()));
    return findings;
  }

  private Finding lock() {
    try {
      return RemoteWorkspace.at(wiring.data())
          .map(server -> {
            try (server) {
              return Finding.ok("lock", "a running server has the index open and answers");
            }
          })
          .orElseGet(() -> Finding.ok("lock", "no server has the index open"));
    } catch (Fault fault) {
      return Finding.of("lock", fault);
    }
  }

  private Finding alerts() {
    List<Problem> problems = Watch.check(wiring.data());
    return problems.isEmpty()
        ? Finding.ok("alerts", "the rules are understood")
        : new Finding(
            "alerts",
            Outcome.WARNING,
            problems.getFirst().message(),
            "correct it in " + problems.getFirst().path());
  }

  /** Whether anybody listens where vectors shall come from; {@link #model} asks for one. */
  private Finding endpoint() {
    EmbedSettings settings = wiring.settings().embedding();
    boolean remote =
        settings.provider() == EmbedSettings.Provider.OPENAI
            || settings.provider() == EmbedSettings.Provider.OLLAMA;
    return Finding.ok(
        "embedder endpoint",
        remote
            ? settings.provider().word()
                + (settings.url().isEmpty() ? ", the local one" : " at " + settings.url())
            : "none is used");
  }

  private Finding settings() {
    return wiring.problems().isEmpty()
        ? Finding.ok("settings", "valid")
        : new Finding(
            "settings",
            Outcome.WARNING,
            wiring.problems().getFirst().message(),
            "correct it in " + wiring.problems().getFirst().path());
  }

  private Finding model() {
    try {
      Optional<Embedder> opened = wiring.embedder();
      if (opened.isEmpty()) {
        return Finding.ok("model", "switched off: text search only");
      }
      try (Embedder embedder = opened.get()) {
        int dimensions = embedder.embedQuery("where is a file opened").length;
        return Finding.ok(
            "model", embedder.model().name() + ", " + dimensions + " dimensions, answers");
      }
    } catch (Fault fault) {
      return Finding.of("model", fault);
    }
  }

  private Finding store() {
    try {
      Optional<RemoteWorkspace> server = RemoteWorkspace.at(wiring.data());
      return server.isPresent() ? served(server.get()) : opened();
    } catch (Fault fault) {
      return Finding.of("store", fault);
    }
  }

  /** As the server sees it that has it open: it alone may have the keys. */
  private static Finding served(RemoteWorkspace server) {
    try (server) {
      Status status = server.status();
      String detail = counts(status) + "; a running server answers";
      return status.lastError() == null
          ? Finding.ok("store", detail)
          : new Finding(
              "store", Outcome.WARNING, detail + ": " + status.lastError(), "see the server's log");
    }
  }

  private static String counts(Status status) {
    return String.format(
        Locale.ROOT,
        "%,d files, %,d chunks, generation %d",
        status.coverage().filesIndexed(),
        status.coverage().chunks(),
        status.generation());
  }

  private Finding opened() {
    try (Workspace workspace = wiring.open(List.of(folder))) {
      Status status = workspace.status();
      String detail = counts(status);
      if (status.state() == Status.State.READ_ONLY) {
        return Finding.ok("store", detail + "; another process has it open and writes it");
      }
      return status.lastError() == null
          ? Finding.ok("store", detail)
          : new Finding("store", Outcome.DAMAGED, status.lastError(), "run roocode index");
    }
  }
}
