import type { Words } from '#words';
import type { Visit } from '../visit.ts';

/** What stands around a page for whoever is not signed in, and where nothing is wrong with the host: enough for a page of its own in a language that the house does not speak yet. */
const FRAME = /^(?:shell\.(?:skip|language|documentary|fictional|frozen|head|host|copy|confirmed|limits|tenure|asof|latest|check|whose)|nav\.(?!asked$).+|cited\..+|(?:summary|people|registers|work|reporting|intake|claims|documents|search|papers|keeping|sign-in|follow)\.title|amend\.charter)$/;

/** The words around a page: of the reader's language where it has them all, and where no warning and nobody's seat have to be told, which have no words in it. */
export const frameWords = ({ words, reader, dossier: { warning, ungiven } }: Pick<Visit, 'words' | 'reader' | 'dossier'>): Words => (reader === undefined && warning === undefined && ungiven === undefined ? words.part(FRAME) : words);
