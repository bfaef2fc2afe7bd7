import { describe, expect, it } from 'vitest';
import type { Charter, Participant } from './bodies.ts';
import { begin } from './charter.ts';
import type { Submission } from './submission.ts';
import { DOCUMENTARY, LIVE, charterBody, charterSubmission, entryId, refusalOf } from './test-table.ts';

const opening = (charter: Partial<Charter>, of: Charter = LIVE, more: Partial<Submission> = {}) => refusalOf(begin(charterSubmission({ ...of, ...charter }, more), 'p'));
const change = (id: string, to: Partial<Participant>, of: Charter = LIVE) => ({ participants: of.participants.map((one) => one.id === id ? { ...one, ...to } : one) });

describe('a charter', () => {
  it('is the first entry, whatever else is offered', () => {
    expect(refusalOf(begin(charterSubmission(LIVE, { body: { kind: 'vocabulary', content: { facts: [] } } }), 'p'))).toEqual({ code: 'process.charter.missing', kind: 'vocabulary' });
  });

  it('is refused without a party, a head for each party, an editor', () => {
    const thirds = LIVE.actors.filter(({ id }) => ['MED', 'MON', 'CRT', 'REL', 'OBS'].includes(id));
    expect(opening({ actors: thirds, participants: LIVE.participants.slice(6) })).toEqual({ code: 'process.charter.no-party' });
    expect(opening({ participants: LIVE.participants.filter(({ id }) => id !== 'head-b') })).toEqual({ code: 'process.charter.no-head', actor: 'B' });
    expect(opening({ participants: [] }, DOCUMENTARY)).toEqual({ code: 'process.charter.no-editor' });
  });

  it('is refused with two heads of one delegation, a key or an id twice', () => {
    expect(opening(change('delegate-a', { capacity: 'head' }))).toEqual({ code: 'process.head.twice', actor: 'A', first: 'head-a', second: 'delegate-a' });
    expect(opening(change('head-b', { key: 'key-head-a' }))).toEqual({ code: 'process.participant.key-used', participant: 'head-b', other: 'head-a', key: 'key-head-a' });
    expect(opening(change('head-b', { id: 'head-a' }))).toEqual({ code: 'process.participant.id-taken', participant: 'head-a' });
  });

  it('has no editor at a live table, and nobody but editors in a documentary record', () => {
    expect(opening(change('adviser-a', { capacity: 'editor' }))).toEqual({ code: 'process.editor.live', participant: 'adviser-a', capacity: 'editor' });
    expect(opening({ participants: [...DOCUMENTARY.participants, ...LIVE.participants.slice(0, 1)] }, DOCUMENTARY)).toEqual({ code: 'process.editor.only', participant: 'head-a', capacity: 'head' });
  });

  it('names actors that exist, of which none is part of itself, and a zone that is known', () => {
    expect(opening(change('head-b', { actor: 'X' }))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'actor' });
    const { participants: [first, ...rest] } = LIVE;
    const { actor: _actor, ...nobody } = first as Participant;
    expect(opening({ participants: [nobody, ...rest] })).toEqual({ code: 'process.participant.without-actor', participant: 'head-a' });
    expect(opening({ actors: LIVE.actors.map((actor) => actor.id === 'A' ? { ...actor, partOf: 'A-mfa' } : actor) })).toEqual({ code: 'process.actor.circle', id: 'A' });
    expect(opening({ actors: LIVE.actors.map((actor) => actor.id === 'A' ? { ...actor, partOf: 'X' } : actor) })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'actors.A.partOf' });
    expect(opening({ zone: 'Moon/Sea' })).toEqual({ code: 'process.charter.zone', zone: 'Moon/Sea' });
  });

  it('is agreed to by every head, and by nobody in their place', () => {
    const body = charterBody(LIVE);
    if (body.kind !== 'charter') throw new Error('a charter');
    const agreed = (participants: readonly string[]) => refusalOf(begin(charterSubmission(LIVE, { body: { kind: 'charter', content: { ...body.content, agreedBy: participants.map((participant) => ({ participant, signature: 's' })) } } }), 'p'));
    expect(agreed(['head-a', 'head-b'])).toEqual({ code: 'process.charter.not-agreed', participant: 'head-c', capacity: 'head' });
    expect(agreed(['head-a', 'head-b', 'head-c', 'monitor'])).toEqual({ code: 'process.charter.agreed-by-other', participant: 'monitor', capacity: 'head' });
    expect(agreed(['head-c', 'head-b', 'head-a'])).toBeNull();
  });

  it('is entered by one of those who lead, in their own capacity, and answers nothing', () => {
    expect(opening({}, LIVE, { author: 'key-stranger' })).toEqual({ code: 'process.author.unknown', author: 'key-stranger' });
    expect(opening({}, LIVE, { capacity: 'mediator' })).toEqual({ code: 'process.capacity.not-held', participant: 'head-a', capacity: 'mediator', holds: 'head' });
    expect(opening({}, LIVE, { author: 'key-monitor', capacity: 'monitor' })).toEqual({ code: 'process.kind.not-for-capacity', kind: 'charter', capacity: 'monitor', record: 'live', may: 'head' });
    expect(opening({}, LIVE, { about: [entryId(3)] })).toEqual({ code: 'process.about.unknown', entry: entryId(3) });
  });

  it('opens the process with its actors and participants, and nothing said', () => {
    for (const charter of [LIVE, DOCUMENTARY]) {
      const begun = begin(charterSubmission(charter), 'p');
      if (!begun.ok) throw new Error(begun.refusal.code);
      expect(begun.value).toMatchObject({ process: 'p', size: 1, charter });
      expect([...begun.value.participants.keys()]).toEqual(charter.participants.map(({ key }) => key));
      expect([...begun.value.actors.keys()]).toEqual(charter.actors.map(({ id }) => id));
      expect(begun.value.items.size).toBe(0);
      expect([...begun.value.positions]).toEqual([[entryId(0), 0], ['charter', 0]]);
    }
  });
});
