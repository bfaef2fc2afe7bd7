export * from './bodies.ts';
export * from './state.ts';
