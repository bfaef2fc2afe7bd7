export * from './published.ts';
export * from './replay.ts';
