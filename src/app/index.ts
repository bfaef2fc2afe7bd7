export * from './app.ts';
export { Counterpart, checkCase } from './counterpart.ts';
export { timesSince } from './changes.ts';
export type { Changes } from './changes.ts';
export type { WhatIf } from './what-if.ts';
export { perspectiveOf } from './dossier.ts';
export type { Outcome } from './keeper.ts';
export { Witness } from './witness.ts';
export { askWitness, collectCosignatures } from './ask-witness.ts';
