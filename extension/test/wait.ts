// Waiting for what can only be looked at, with an end and a reason.

/** Long enough for a busy machine: what never comes fails, what comes late does not. */
const PATIENCE_MILLIS = 240_000;
const LOOK_MILLIS = 50;

/** Looks until there is a value that is neither undefined nor false; then gives it. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  patienceMillis = PATIENCE_MILLIS,
): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + patienceMillis;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) {
      return value as Exclude<T, undefined | false>;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${String(patienceMillis)} ms for ${what}`);
    }
    await new Promise((wake) => setTimeout(wake, LOOK_MILLIS));
  }
}
