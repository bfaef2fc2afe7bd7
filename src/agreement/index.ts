export * from './actor.ts';
export * from './instrument.ts';
export * from './fact.ts';
export * from './commitment.ts';
export * from './account.ts';
