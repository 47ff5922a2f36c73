// Characters that nobody sees may carry orders, or turn the order of what is read: they are shown by
// their number. Nothing of the editor is needed.

/** Controls, marks of format and direction, tags, separators, fillers, selectors of variants. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;

const PICTURE_BEFORE = /[\p{Extended_Pictographic}\ufe0f]$|[\u{1f3fb}-\u{1f3ff}]$/u;
const HAN_BEFORE = /\p{Script=Han}$/u;
const SELECTOR = /^[\u{e0100}-\u{e01ef}]$/u;

/** The same text with every invisible character as `‹U+202E›`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (hidden: string, at: number) => {
    const before = text.slice(Math.max(0, at - 2), at);
    const seen =
      hidden === "\n" ||
      hidden === "\t" ||
      (hidden === "\u200d" && PICTURE_BEFORE.test(before)) || // joins two pictures to one
      (SELECTOR.test(hidden) && HAN_BEFORE.test(before)); // chooses the form of a character
    const number = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return seen ? hidden : `‹U+${number.padStart(4, "0")}›`;
  });
}
