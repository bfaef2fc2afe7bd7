export { openAuthority } from './authority.ts';
export { openDesk } from './desk.ts';
export { openKeys } from './keys.ts';
export { openQueue } from './queue.ts';
export { openStore } from './sqlite.ts';
export { openWitnessed } from './witnessed.ts';
export { age } from './age.ts';
export { openEvidence } from './evidence.ts';
