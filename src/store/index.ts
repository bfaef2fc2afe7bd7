export { openKeys } from './keys.ts';
export { openStore } from './sqlite.ts';
export { openWitnessed } from './witnessed.ts';
