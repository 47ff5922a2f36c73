package dev.roocode.store.local;

/** The numbers of table {@code meta}. */
enum Meta {
  /** Counts commits and batches of vectors. */
  GENERATION("generation"),
  /** 1 from a clean close to the first change after it, 0 in between. */
  CLEAN("clean"),
  /** The embedding model in force; 0 before the first. */
  MODEL("model"),
  /** The model whose vectors answer; 0 before the first. */
  ANSWERING("answering"),
  /** The generation that put the model in force. */
  SWITCHED("switched"),
  /** The newest term when unused ones were last forgotten. */
  SWEPT("swept"),
  /** 0 where values are stored as they are, else which key seals them. */
  SEALED("sealed"),
  /** 1 while pages may still hold what was there before the values changed their form. */
  RESIDUE("residue");

  private final String key;

  Meta(String key) {
    this.key = key;
  }

  long read(Database database) {
    return database.number("SELECT value FROM meta WHERE key=?", key);
  }

  void write(Database database, long value) {
    database.update("UPDATE meta SET value=? WHERE key=?", value, key);
  }
}
