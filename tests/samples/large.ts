import type { Actor, Commitment } from '#agreement';
import type { Dossier } from '#app';
import type { Performance, Perspective, Status } from '#compliance';
import { day, folded, origin, status, support } from './pass-road.ts';
import { dossier } from './visit.ts';

const PERFORMANCES: readonly Performance[] = ['kept', 'breached', 'no-account', 'unknown', 'done-in-time', 'disputed', 'overdue', 'no-account', 'no-account', 'restored', 'no-account'];
const VOICES = 14, COMMITMENTS = 60;

const actors: readonly Actor[] = Array.from({ length: VOICES }, (_, index) => ({ id: `A${index}`, label: { en: `Authorities and services of region ${index + 1}` }, kind: 'party' as const }));
const commitments: readonly Commitment[] = Array.from({ length: COMMITMENTS }, (_, index) => ({
  id: `C${index}`, instrument: index % 2 === 0 ? 'MEMO' : 'ORDER', clause: `${index}`, title: { en: `Commitment ${index} on the movement of persons, vehicles and cargo` },
  bearers: { actors: [`A${index % VOICES}`, `A${(index + 1) % VOICES}`], mode: 'each' as const }, beneficiaries: [`A${(index + 2) % VOICES}`], track: 'security' as const,
  duty: { shape: 'maintain' as const, state: { fact: 'road.open' } },
}));

/** Sixty commitments by fourteen accounts, for the weight of a page. */
export const large: Dossier = {
  ...dossier, perspectives: actors.map(({ id }): Perspective => ({ id, kind: 'actor', members: [id] })),
  state: {
    ...folded.state, actors: new Map(actors.map((actor) => [actor.id, actor])),
    commitments: new Map(commitments.map((value) => [value.id, { value, source: origin(`e-${value.id}`, 1, 0) }])),
  },
};

export const largeStatuses: readonly Status[] = commitments.flatMap(({ id }, row) => actors.map((actor, column) => {
  const performance = PERFORMANCES[(row * 7 + column * 5) % PERFORMANCES.length] as Performance;
  if (performance === 'no-account') return status(id, actor.id);
  const since = day(`2021-0${1 + ((row + column) % 9)}-1${column % 10}`);
  return status(id, actor.id, { performance, knowledge: 'supported', settlement: (row + column) % 3 === 0 ? 'provisional' : 'settled', since }, [support('e', actor.id, 'road.open', true, '2021-03-02')]);
}));
