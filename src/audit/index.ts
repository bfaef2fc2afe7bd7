export * from './ahead.ts';
export * from './content.ts';
export type { ReadFile } from './files.ts';
export { verifyHashes } from './hashes.ts';
export * from './published.ts';
export * from './replay.ts';
