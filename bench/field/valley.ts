import type { Body } from '#process';
import { caseKeySeed, sha256, utf8, writeBody, writeEntry, writeSubmission } from '#record';
import type { Case, CaseItem } from '#wire';
import type { Seen } from '../../tests/support/table.ts';

/** An invented valley of two hundred villages: two parties, and a community of as many people as are asked for, each with a key of their own, who say every day whether there is water. */
export const VILLAGES = 200, START = Date.UTC(2026, 0, 1) / 1000, SEED = 'field-bench';
export const village = (index: number): string => `village-${index % VILLAGES}`;
const label = (id: string) => ({ en: id });

export function valley(people: number): Case {
  const place = { file: 'bench', line: 1, column: 1 };
  const item = (kind: CaseItem['kind'], id: string, content: unknown, signedBy: string): CaseItem => ({ kind, id, content, signedBy, recordedAt: START, place }) as CaseItem;
  const commitment = (index: number) => ({
    id: `water-${index}`, instrument: 'I', clause: '1', title: label(`Water in village ${index}`), bearers: { actors: [index % 2 === 0 ? 'A' : 'B'] }, track: 'infrastructure',
    duty: { shape: 'maintain', state: { fact: 'water', of: { village: village(index) } } },
  });
  const parts = { kind: 'live', fictional: true, title: label('Valley'), purpose: label('Water'), zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P14D', seed: SEED, host: { delay: 'PT1H' } } as const;
  return {
    slug: 'valley', seed: SEED, recordedAt: START, signedBy: 'a',
    charter: { ...parts, actors: [{ id: 'A', kind: 'party', label: label('A') }, { id: 'B', kind: 'party', label: label('B') }, { id: 'C', kind: 'community', label: label('The people of the valley') }] },
    people: [{ id: 'a', name: 'a', actor: 'A', capacity: 'head' }, { id: 'b', name: 'b', actor: 'B', capacity: 'head' }, { id: 'elder', name: 'elder', actor: 'C', capacity: 'community' }],
    items: [
      item('vocabulary', 'vocabulary', { facts: [{ id: 'water', kind: 'state', keys: ['village'], label: label('water'), holds: label('there is water'), holdsNot: label('there is no water') }] }, 'a'),
      item('instrument', 'I', { id: 'I', kind: 'agreement', title: label('Agreement'), date: '2026-01-01', parties: ['A', 'B'], clauses: [{ id: '1', text: label('There is water in every village.') }], sources: [] }, 'a'),
      ...Array.from({ length: VILLAGES }, (_, index) => item('commitment', `water-${index}`, commitment(index), 'a')),
      ...Array.from({ length: people }, (_, index) => item('accreditation', personOf(index), { id: personOf(index), name: personOf(index), actor: 'C', capacity: 'community' }, 'elder')),
    ],
  };
}

export const personOf = (index: number): string => `person-${index}`;

/** One report as the device of its author signs it and hands it in. */
export function report(process: string, person: string, id: string, where: string, holds: boolean, day: string, seen: Seen): Uint8Array {
  const { kind, content }: Body = { kind: 'report', content: { id, category: 'living-conditions', date: day, summary: { en: holds ? `There is water in ${where}.` : `There is no water in ${where}.` }, accounts: [{ by: 'C', stance: 'asserts', facts: [{ fact: 'water', of: { village: where }, holds, from: day }] }] } } as unknown as Body & { readonly kind: 'report' };
  const body = writeBody(content as never, sha256(utf8(`salt ${id}`)).subarray(0, 16));
  if (!body.ok) throw new Error(JSON.stringify(body.refusal));
  const entry = writeEntry({ process, kind, capacity: 'community', madeAt: START, audience: 'public', about: [], body: body.value.digest, seen }, caseKeySeed(SEED, person), 0);
  if (!entry.ok) throw new Error(JSON.stringify(entry.refusal));
  return writeSubmission(entry.value.bytes, body.value.bytes);
}
