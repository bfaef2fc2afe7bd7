export * from './ahead.ts';
export * from './content.ts';
export * from './published.ts';
export * from './replay.ts';
