export * from './status.ts';
export { claimsOf } from './evidence.ts';
export type { Claims, Evidence } from './evidence.ts';
export { evaluator } from './evaluate.ts';
export type { Evaluator } from './evaluate.ts';
export { lineOf } from './line.ts';
export type { Claim } from './evidence.ts';
export { explained } from './flips.ts';
export { checkExplanation } from './checker.ts';
