package dev.roocode.lsp;

import dev.roocode.protocol.MetricsClient;
import dev.roocode.protocol.RagClient;
import org.eclipse.lsp4j.services.LanguageClient;

/** What can be sent to an editor: the standard notifications and requests, and ours. */
interface EditorClient extends LanguageClient, RagClient, MetricsClient {}
