import type { Words } from '#words';

/** Every fact of a sentence that is not on record. */
const UNSAID = new Proxy<{ readonly [fact: string]: string }>({}, { has: () => true, get: () => '…', getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: '…', writable: false }) });

/** The sentence of a refusal of which only the code is on record, for what was refused is not shown: `…` where it would say what. `null` where this program has no sentence for it. */
export const ruleInWords = (words: Words, code: string): string | null =>
  (words.has(`refusal.${code}`) ? words.say(`refusal.${code}`, UNSAID).replaceAll('NaN', '…') : null);
