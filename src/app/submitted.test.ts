import { describe, expect, test } from 'vitest';
import { caseKeySeed, keyOf, readPromise, verifierKeyOf, writePromise } from '#record';
import { heldCase } from '../../tests/support/case.ts';
import { whereabouts } from './submitted.ts';

const ENTRY = 'a'.repeat(64), BODY = 'b'.repeat(64);

describe('what was promised', () => {
  test('is overdue once the log has gone on past it, and not before; another’s word is none', async () => {
    const held = await heldCase('sella'), dossier = await held.app.dossier('sella');
    if (dossier === null) throw new Error('held');
    const { state, head: { origin } } = dossier, seed = caseKeySeed('sella-1', 'host'), last = state.recorded ?? 0;
    const promise = (due: number, by = seed) => writePromise({ entry: ENTRY, body: BODY, received: due - 60, due }, origin, by);
    expect(keyOf(seed)).toBe(state.host.key);
    expect(whereabouts(state, [], [promise(last - 1)]).known).toEqual([{ entry: ENTRY, came: 'overdue', position: null, due: last - 1 }]);
    expect(whereabouts(state, [], [promise(last)]).known[0]?.came).toBe('waiting');
    expect(whereabouts({ ...state, refused: new Set([ENTRY]) }, [], [promise(last - 1)]).known[0]?.came).toBe('refused');
    expect(whereabouts({ ...state, sealed: new Map([[BODY, { entry: 'e', position: 9, recorded: 1, whole: false }]]) }, [], [promise(last - 1)]).known[0]).toMatchObject({ came: 'recorded', position: 9 });
    expect(whereabouts(state, [], [promise(last, caseKeySeed('sella-1', 'maerith'))]).unreadable).toMatchObject([{ code: 'record.note.unsigned' }]);
    expect(readPromise(dossier.head.checkpoint, verifierKeyOf({ name: origin, type: 'note', seed }))).toMatchObject({ ok: false, refusal: { code: 'record.promise.form' } });
    await held.end();
  });
});
