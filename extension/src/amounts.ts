// Measured numbers for people. Nothing of the editor is needed here.
import { size } from "./figures.js";

/** `12.4 ms`, `1.2 s`, `87 %`, `34 MB`; a dash where there is none. */
export function amount(value: number | undefined, unit: string, locale: string): string {
  if (value === undefined) {
    return "–";
  }
  switch (unit) {
    case "ms":
      return value >= 1000 ? `${digits(value / 1000, locale)} s` : `${digits(value, locale)} ms`;
    case "bytes":
      return size(value);
    case "":
      return digits(value, locale);
    default:
      return `${digits(value, locale)} ${unit}`;
  }
}

/** One digit behind the point where it says something. */
function digits(value: number, locale: string): string {
  const maximumFractionDigits = Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString(locale, { maximumFractionDigits });
}
