export * from './bodies.ts';
export * from './state.ts';
export type { Submission } from './submission.ts';
export type { HostsKind } from './hosts.ts';
export { begin } from './charter.ts';
export { decide } from './rules.ts';
export { againstDraft } from './instruments.ts';
export { evolve, fold, passOver } from './growth.ts';
