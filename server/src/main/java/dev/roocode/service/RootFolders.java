package dev.roocode.service;

import dev.roocode.domain.Fault;
import dev.roocode.domain.FilePath;
import dev.roocode.domain.Root;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The root folders of a workspace, and the way between paths as editors write them and files of the
 * workspace. An editor may have opened a folder through a symbolic link: its paths are understood,
 * and answers name files by the path it knows. Immutable.
 */
final class RootFolders {
  /**
   * @param shown absolute and normalized, as the editor names it
   */
  private record Place(Root root, Path shown) {}

  private final List<Place> places;

  private RootFolders(List<Place> places) {
    this.places = List.copyOf(places);
  }

  /**
   * The same folder given twice counts once. A folder inside another is a root of its own.
   *
   * @throws Fault.NotFound for what is no folder
   */
  static RootFolders of(List<Path> folders) {
    return new RootFolders(List.of()).change(folders);
  }

  /** Other folders; those that stay keep their names, since texts of editors go by them. */
  RootFolders change(List<Path> folders) {
    Map<Path, Path> shownByReal = new LinkedHashMap<>();
    for (Path folder : folders) {
      Path shown = folder.toAbsolutePath().normalize();
      shownByReal.putIfAbsent(real(shown), shown);
    }
    Map<Path, String> names = new HashMap<>();
    for (Root root : roots()) {
      if (shownByReal.containsKey(root.folder())) {
        names.put(root.folder(), root.name());
      }
    }
    List<Place> next = new ArrayList<>();
    shownByReal.forEach((real, shown) -> {
      String name = names.containsKey(real) ? names.get(real) : unique(real, names.values());
      names.put(real, name);
      next.add(new Place(new Root(name, real), shown));
    });
    return new RootFolders(next);
  }

  private static Path real(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (AccessDeniedException e) {
      throw new Fault.Denied(folder.toString(), "may not be read", "check its permissions")
          .causedBy(e);
    } catch (IOException e) {
      throw noFolder(folder).causedBy(e);
    }
    throw noFolder(folder);
  }

  private static Fault noFolder(Path folder) {
    return new Fault.NotFound(folder.toString(), "is no folder", "open a folder that exists");
  }

  /** The first folder has no name. */
  private static String unique(Path folder, Collection<String> taken) {
    if (!taken.contains("")) {
      return "";
    }
    Path last = folder.getFileName();
    String name = last == null ? "root" : last.toString();
    String candidate = name;
    for (int i = 2; taken.contains(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }

  List<Root> roots() {
    return places.stream().map(Place::root).toList();
  }

  /** As the editor names them. */
  List<Path> folders() {
    return places.stream().map(Place::shown).toList();
  }

  /** The file's path below its real root folder; itself where it lies in none. */
  Path real(FilePath path) {
    return place(path).map(place -> place.root().locate(path)).orElse(Path.of(path.relative()));
  }

  /** The file's path as the editor names it. */
  Path locate(FilePath path) {
    return place(path)
        .map(place -> place.shown().resolve(path.relative()))
        .orElseThrow(() ->
            new Fault.NotFound(
                path.toString(), "lies in no open folder", "search again for current places"));
  }

  private Optional<Place> place(FilePath path) {
    return places.stream().filter(place -> place.root().name().equals(path.root())).findFirst();
  }

  /** The file's name in the workspace; empty where it lies in no root, or is one. */
  Optional<FilePath> name(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return named(path).or(() -> named(realOf(path)));
  }

  private Optional<FilePath> named(Path path) {
    return places.stream()
        .flatMap(place ->
            below(place.shown(), path)
                .or(() -> below(place.root().folder(), path))
                .map(rest -> new Located(place.root(), rest))
                .stream())
        // of two roots of which one lies in the other, the inner one
        .max(Comparator.comparingInt(found -> found.root().folder().getNameCount()))
        .map(Located::path);
  }

  private record Located(Root root, Path rest) {
    FilePath path() {
      return root.name(root.folder().resolve(rest));
    }
  }

  private static Optional<Path> below(Path folder, Path path) {
    return path.startsWith(folder) && !path.equals(folder)
        ? Optional.of(folder.relativize(path))
        : Optional.empty();
  }

  /** Through symbolic links as far as the path exists. */
  private static Path realOf(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path parent = path.getParent();
      Path name = path.getFileName();
      return parent == null || name == null ? path : realOf(parent).resolve(name);
    }
  }

  /** Whether the path is a root folder or holds one. */
  boolean covers(Path scope) {
    Path path = scope.toAbsolutePath().normalize();
    Path real = realOf(path);
    return places.stream()
        .anyMatch(
            place -> place.shown().startsWith(path) || place.root().folder().startsWith(real));
  }
}
