package dev.roocode.lsp;

/** The server with the service in memory, as a process of its own. */
final class FuzzServer {
  private FuzzServer() {}

  public static void main(String[] args) {
    int code =
        LspServer.run(
            System.in, System.out, (folders, data, settings) -> new FakeWorkspace(folders));
    System.exit(code);
  }
}
