// Words that need nothing of the editor take the translator from outside, so that tests can read them.
export type Translate = (message: string, ...args: (string | number)[]) => string;
