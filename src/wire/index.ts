export * from './copies.ts';
export { readCase } from './case/case.ts';
export type { Case, CaseItem } from './case/case.ts';
export { readCommitments } from './language/read.ts';
export { writeCommitment } from './language/write.ts';
export { readHypotheses } from './case/hypotheses.ts';
export type { AccreditedPerson, CaseCharter, Person } from './case/members.ts';
export { caseFileSchema } from './case/schema.ts';
