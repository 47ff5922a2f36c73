// What the running server tells without being asked.
import { type Disposable, type Event, EventEmitter } from "vscode";
import type { MetricsAlert, MetricsMeasured, RagStatusResult } from "../../protocol/ts/protocol.js";
import type { Client } from "./client.js";

export class News implements Disposable {
  readonly #statuses = new EventEmitter<RagStatusResult>();
  readonly #measured = new EventEmitter<MetricsMeasured>();
  readonly #alerts = new EventEmitter<MetricsAlert>();
  #status: RagStatusResult | undefined;

  readonly onStatus: Event<RagStatusResult> = this.#statuses.event;
  /** Only while it is watched, see `metrics/watch`. */
  readonly onMeasured: Event<MetricsMeasured> = this.#measured.event;
  readonly onAlert: Event<MetricsAlert> = this.#alerts.event;

  /** The newest word of the running server. */
  get status(): RagStatusResult | undefined {
    return this.#status;
  }

  /** @param isPresent whether it still is the one that counts */
  hear(client: Client, isPresent: () => boolean): void {
    client.on("rag/statusChanged", (status) => {
      if (isPresent()) {
        this.tell(status);
      }
    });
    client.on("metrics/measured", (measured) => {
      if (isPresent()) {
        this.#measured.fire(measured);
      }
    });
    client.on("metrics/alert", (alert) => {
      if (isPresent()) {
        this.#alerts.fire(alert);
      }
    });
  }

  tell(status: RagStatusResult): void {
    this.#status = status;
    this.#statuses.fire(status);
  }

  /** There is no server any more. */
  forget(): void {
    this.#status = undefined;
  }

  dispose(): void {
    this.#statuses.dispose();
    this.#measured.dispose();
    this.#alerts.dispose();
  }
}
