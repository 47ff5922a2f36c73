// Settings as the editor gives them may be of any type: what does not fit is reported and not used.

export type Report = (key: string, value: unknown) => void;

export function text(key: string, value: unknown, fallback: string, report: Report): string {
  if (typeof value === "string") {
    return value.trim();
  }
  return refuse(key, value, fallback, report);
}

export function flag(key: string, value: unknown, fallback: boolean, report: Report): boolean {
  return typeof value === "boolean" ? value : refuse(key, value, fallback, report);
}

export function texts(
  key: string,
  value: unknown,
  fallback: readonly string[],
  report: Report,
): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value;
  }
  return refuse(key, value, fallback, report);
}

/** A whole number within bounds. */
export function whole(
  key: string,
  value: unknown,
  { fallback, least, most }: { fallback: number; least: number; most: number },
  report: Report,
): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  return refuse(key, value, fallback, report);
}

function refuse<T>(key: string, value: unknown, fallback: T, report: Report): T {
  if (value !== undefined) {
    report(key, value);
  }
  return fallback;
}

export type Plain = string | number | boolean | readonly (string | number | boolean)[];

/** What may travel to the server, which judges the rest of it. */
export function plain(value: unknown): Plain | undefined {
  if (Array.isArray(value)) {
    return value.every(isScalar) ? value : undefined;
  }
  return isScalar(value) ? value : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
