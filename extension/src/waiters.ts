// Those who wait until something is there, or will not be.

interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

export class Waiters<T> {
  #waiting: Waiter<T>[] = [];

  wait(): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  resolve(value: T): void {
    for (const waiter of this.#release()) {
      waiter.resolve(value);
    }
  }

  reject(reason: Error): void {
    for (const waiter of this.#release()) {
      waiter.reject(reason);
    }
  }

  #release(): Waiter<T>[] {
    const released = this.#waiting;
    this.#waiting = [];
    return released;
  }
}
