import { createWords } from '#words';
import type { Words } from '#words';

/** Every sentence of the check, put in when it is built into one file. */
declare const MESSAGES: { readonly [key: string]: string };

export const words = (): Words => createWords({ locale: 'en', messages: MESSAGES, zone: 'UTC' });
