export { openStore } from './sqlite.ts';
export { openWitnessed } from './witnessed.ts';
