import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterpart, done } from './host.ts';

/** Who sits in the valley talks: side A with a head and a delegate, the head of side B, a mediator, a monitor. */
const PEOPLE = ['anna', 'aram', 'boris', 'mira', 'olga'] as const;

/**
 * Talks with keys of their own, as people would make them at their command lines: in `place` a key file of each, `<id>.key`, a recovery recipient of side A (`recovery-a.key`),
 * the root of the head of side B (`root-b.key`), and `charter.json` to be signed; in `data` the key of the host.
 */
export function valley(place: string, data: string): void {
  const host = JSON.parse(done(counterpart('keys', 'host', '--json', '--data', data))) as object;
  const made = (name: string, as = 'x'): object & { readonly key?: string; readonly reading?: string } => {
    done(counterpart('keys', 'new', join(place, `${name}.key`)));
    return JSON.parse(done(counterpart('keys', 'card', join(place, `${name}.key`), '--as', as))) as object;
  };
  const cards = Object.fromEntries(PEOPLE.map((id) => [id, made(id, id)])), { reading: recovery } = made('recovery-a'), { key: root } = made('root-b');
  const seat = (id: string, actor: string, capacity: string, more: object = {}) => ({ ...cards[id], name: id, actor, capacity, ...more });
  const charter = {
    kind: 'live', title: { en: 'Valley talks' }, purpose: { en: 'Water.' }, zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P7D', host: { ...host, delay: 'PT1H' },
    actors: [{ id: 'A', kind: 'party', label: { en: 'A' } }, { id: 'B', kind: 'party', label: { en: 'B' } }, { id: 'MED', kind: 'mediator', label: { en: 'M' } }, { id: 'OSM', kind: 'monitor', label: { en: 'O' } }],
    participants: [seat('anna', 'A', 'head', { recovery }), seat('aram', 'A', 'delegate'), seat('boris', 'B', 'head', { root }), seat('mira', 'MED', 'mediator'), seat('olga', 'OSM', 'monitor')],
  };
  writeFileSync(join(place, 'charter.json'), JSON.stringify(charter));
}
