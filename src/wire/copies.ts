/** What the check of a copy needs, and no more: bodies and bags, without case files and their YAML. */
export { isBag, logInBag, readBag, writeBag } from './bag.ts';
export { writeStoredBag } from './stored-zip.ts';
export type { BagFiles } from './bag.ts';
export { readBody } from './body.ts';
