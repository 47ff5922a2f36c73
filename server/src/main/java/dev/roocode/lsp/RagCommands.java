package dev.roocode.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import dev.roocode.domain.Fault;
import dev.roocode.protocol.BackupCreate;
import dev.roocode.protocol.BackupRestore;
import dev.roocode.protocol.BackupSnapshot;
import dev.roocode.protocol.BackupVerify;
import dev.roocode.protocol.RagReindex;
import dev.roocode.rpc.Call;
import dev.roocode.rpc.Connection;
import dev.roocode.rpc.Router;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ExecuteCommandParams;

/**
 * Requests as commands, for editors that know only those. The first argument, where there is one,
 * has the shape of the request's params.
 */
final class RagCommands {
  static final String REINDEX = "roocode.reindex";
  static final String STATUS = "roocode.status";
  static final String BACKUP = "roocode.backup";
  static final String RESTORE = "roocode.restore";
  static final String VERIFY = "roocode.verify";
  static final List<String> ALL = List.of(REINDEX, STATUS, BACKUP, RESTORE, VERIFY);

  private final RagRequests requests;
  private final BackupRequests backups;
  private final Connection connection;

  RagCommands(RagRequests requests, BackupRequests backups, Connection connection) {
    this.requests = requests;
    this.backups = backups;
    this.connection = connection;
  }

  void register(Router router) {
    router.onRequest("workspace/executeCommand", ExecuteCommandParams.class, this::execute);
  }

  private Object execute(ExecuteCommandParams command, Call call) {
    var token = command.getWorkDoneToken();
    return switch (command.getCommand()) {
      case REINDEX ->
          requests.reindex(
              params(
                  command,
                  RagReindex.Params.class,
                  () -> new RagReindex.Params(null, RagReindex.Mode.CHANGED, null, token)),
              call);
      case STATUS -> requests.status(call);
      case BACKUP ->
          backups.create(
              params(
                  command,
                  BackupCreate.Params.class,
                  () -> new BackupCreate.Params(BackupSnapshot.Kind.FULL, token)),
              call);
      case RESTORE ->
          backups.restore(
              params(
                  command,
                  BackupRestore.Params.class,
                  () -> new BackupRestore.Params(null, null, null, token)),
              call);
      case VERIFY ->
          backups.verify(
              params(
                  command,
                  BackupVerify.Params.class,
                  () -> new BackupVerify.Params(null, null, token)),
              call);
      default ->
          throw new Fault.Invalid("command", "is not known", "use " + String.join(", ", ALL));
    };
  }

  private <P> P params(ExecuteCommandParams command, Class<P> type, Supplier<P> otherwise) {
    List<Object> arguments = command.getArguments();
    JsonElement given =
        arguments == null || arguments.isEmpty()
            ? JsonNull.INSTANCE
            : connection.write(arguments.getFirst());
    return given.isJsonNull() ? otherwise.get() : connection.read(given, type);
  }
}
