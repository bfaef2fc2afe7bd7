import { wordlist } from '@scure/bip39/wordlists/english.js';
import { fingerprintOf } from '#record';

/** A key in eight words, each with its number for those who would rather read numbers: what two people compare by voice. */
export const spokenKey = (key: string): readonly { readonly word: string; readonly number: string }[] =>
  fingerprintOf(key).map((number) => ({ word: wordlist[number] ?? '', number: String(number).padStart(4, '0') }));
