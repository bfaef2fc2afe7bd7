import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '#base';
import type { Store } from '#ports';
import type { Body } from '#process';
import { base64, caseKeySeed, cipherDigest, leafHash, openCheckpoint, readSubmissions, sealedDigest, sha256, utf8, verifyInclusion, writeEntry, writeSealed, writeSubmission } from '#record';
import type { Submitted } from '#record';
import { StillClock, heldCase } from '../../tests/support/case.ts';
import { NOTHING_SEEN, Person, seenIn } from '../../tests/support/table.ts';
import { Counterpart } from './counterpart.ts';
import type { Outcome } from './keeper.ts';

const NOW = 1_780_000_000;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

async function table(around?: (store: Store) => Store) {
  const clock = new StillClock(NOW), held = await heldCase('sella', clock, around);
  ends.push(held.end);
  const dossier = await held.app.dossier('sella');
  if (dossier === null) throw new Error('held');
  const { head, state: { process } } = dossier;
  const monitor = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor');
  return { ...held, clock, head, process, monitor, seen: seenIn(head.checkpoint) };
}

const report = (id: string): Body => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: `Seen: ${id}` }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'The road was open.' } }] } });
function read(...bytes: readonly Uint8Array[]): readonly Submitted[] {
  const all = readSubmissions(Buffer.concat(bytes));
  if (!all.ok) throw new Error(JSON.stringify(all.refusal));
  return all.value;
}
const places = (outcomes: readonly Outcome[] | null) => outcomes?.map((outcome) => 'wrong' in outcome ? outcome.wrong.refusal.code : outcome.position);

describe('a log that is kept', () => {
  test('grows by what participants hand in, and its pages with it', async () => {
    const { app, head, monitor, seen } = await table();
    const outcomes = await app.submit('sella', read(monitor.write(report('new-1'), seen, NOW), monitor.write(report('new-2'), seen, NOW)));
    expect(places(outcomes)).toEqual([head.size, head.size + 1]);
    const after = await app.dossier('sella');
    expect(after?.head.size).toBe(head.size + 2);
    expect(after?.state.items.get('new-2')?.value.summary).toEqual({ en: 'Seen: new-2' });
    expect(await app.audit('sella')).toMatchObject({ ok: true, size: head.size + 2 });
  });

  test('answers with a receipt that needs nothing else', async () => {
    const { app, monitor, seen, head } = await table();
    const submitted = read(monitor.write(report('new-1'), seen, NOW));
    const [outcome] = await app.submit('sella', submitted) ?? [];
    if (outcome === undefined || !('position' in outcome)) throw new Error('recorded');
    const receipt = await app.receipts('sella', [outcome.position]);
    const checkpoint = openCheckpoint(receipt?.checkpoint ?? '', head.hostKey, head.origin);
    if (!checkpoint.ok || submitted[0] === undefined) throw new Error('signed');
    const leaf = leafHash(Buffer.concat([submitted[0].signed, utf8(`${outcome.recorded}\n`)]));
    const proof = receipt?.proofs[0] ?? [];
    expect(verifyInclusion(leaf, outcome.position, checkpoint.value.size, proof, checkpoint.value.root)).toEqual({ ok: true, value: null });
  });

  test('answers what is handed in twice with its first place, in one batch or later', async () => {
    const { app, clock, head, monitor, seen } = await table();
    const one = monitor.write(report('new-1'), seen, NOW);
    expect(places(await app.submit('sella', read(one, one)))).toEqual([head.size, head.size]);
    clock.time += 100;
    expect(await app.submit('sella', read(one))).toEqual([{ entry: read(one)[0]?.entry.id, position: head.size, recorded: NOW }]);
    expect((await app.dossier('sella'))?.head.size).toBe(head.size + 1);
  });

  test('records the refusal of somebody who takes part, once; of strangers and forgers it records nothing', async () => {
    const { app, head, monitor, process, seen } = await table();
    const stranger = new Person(process, 'monitor', sha256(utf8('stranger'))), bad = monitor.write(report('new-1'), seen, NOW);
    bad[bad.indexOf(0x0a) + 5]! ^= 1;
    const good = monitor.write(report('new-2'), seen, NOW), taken = monitor.write({ kind: 'report', content: { ...report('new-2').content, summary: { en: 'other' } } as never }, seen, NOW);
    expect(places(await app.submit('sella', read(stranger.write(report('new-1'), seen, NOW), good, taken, taken)))).toEqual(['process.author.unknown', head.size, 'process.id.taken', 'process.id.taken']);
    const forged = readSubmissions(bad);
    expect(forged.ok ? places(await app.submit('sella', forged.value)) : forged.refusal.code).toEqual(['record.entry.signature']);
    const after = await app.dossier('sella');
    expect(after?.head.size).toBe(head.size + 2);
    expect([...after?.state.ground.values() ?? []].at(-1)?.value).toMatchObject({ kind: 'refusal', content: { submission: read(taken)[0]?.entry.id, code: 'process.id.taken' } });
    expect(await app.audit('sella')).toMatchObject({ ok: true });
  });

  test('is filled with refusals by nobody whose key was silenced, and promises such a one nothing', async () => {
    const { app, head, monitor, process, seen } = await table(), lead = Person.ofCase(process, 'sella-1', 'maerith', 'head'), gone = Person.ofCase(process, 'sella-1', 'ennith', 'delegate');
    expect(places(await app.submit('sella', read(lead.write({ kind: 'revocation', content: { participant: 'ennith', reason: 'compromised' } }, seen, NOW))))).toEqual([head.size]);
    const some = read(gone.write(report('x-1'), seen, NOW), gone.write(report('x-2'), seen, NOW));
    expect(places(await app.submit('sella', some))).toEqual(['process.key.revoked', 'process.key.revoked']);
    expect((await app.promise('sella', [...some, ...read(monitor.write(report('kept'), seen, NOW))]))?.map((one) => one !== null)).toEqual([false, false, true]);
    await expect.poll(async () => (await app.dossier('sella'))?.head.size).toBe(head.size + 2);
  });

  test('promises nothing of a letter that it will not take, for no refusal of one is recorded', async () => {
    const { app, process, seen } = await table(), cipher = utf8('sealed'), parts = { letter: 'a'.repeat(64), erase: 'b'.repeat(64) }, body = sealedDigest({ ...parts, cipher: cipherDigest(cipher) });
    const letter = (root: string): Uint8Array => {
      const entry = writeEntry({ process, kind: 'sealed', capacity: 'monitor', madeAt: NOW, audience: 'sealed', about: [], body, seen: { ...seen, root } }, caseKeySeed('sella-1', 'sorrin'), 0);
      if (!entry.ok) throw new Error(JSON.stringify(entry.refusal));
      return writeSubmission(entry.value.bytes, writeSealed({ ...parts, sealed: cipher }));
    };
    expect((await app.promise('sella', read(letter(base64(sha256(utf8('another')))), letter(seen.root))))?.map((one) => one !== null)).toEqual([false, true]);
  });

  test('refuses what names another history than its own', async () => {
    const { app, monitor, seen } = await table();
    const fork = { ...seen, root: base64(sha256(utf8('another'))) }, ahead = { ...seen, size: seen.size + 9 };
    expect(places(await app.submit('sella', read(monitor.write(report('a'), fork, NOW), monitor.write(report('b'), ahead, NOW), monitor.write(report('c'), NOTHING_SEEN, NOW))))).toEqual(['record.seen.fork', 'record.seen.ahead', seen.size + 1]);
  });

  test('says after every entry what a reader who comes fresh would be told', async () => {
    const { app, store, clock, monitor, seen } = await table(), days = ['2025-02-01', '2026-05-01', '2025-11-11', '2024-09-09'];
    for (const [index, day] of days.entries()) {
      const fact = { fact: 'road.passable', of: { corridor: 'sella-road', section: 'south-section' }, holds: index % 2 === 0, from: day };
      const body: Body = { kind: 'report', content: { ...report(`seen-${index}`).content, date: day, accounts: [{ by: 'MISSION', stance: 'asserts', facts: [fact] }] } as never };
      clock.time += 86_400;
      expect(places(await app.submit('sella', read(monitor.write(body, seen, NOW))))).toEqual([seen.size + index]);
      for (const asOf of [{ valid: NOW + 40 * 86_400, known: clock.time }, { valid: NOW - 300 * 86_400, known: clock.time }]) {
        expect((await app.status('sella', asOf))?.digest).toBe((await new Counterpart(store).status('sella', asOf))?.digest);
      }
    }
  });

  test('is written by many at once, in one order', async () => {
    const { app, head, monitor, seen } = await table();
    const all = await Promise.all(Array.from({ length: 40 }, (_, index) => app.submit('sella', read(monitor.write(report(`many-${index}`), seen, NOW)))));
    expect(all.flatMap((outcomes) => places(outcomes) ?? []).toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 40 }, (_, index) => head.size + index));
    expect(await app.audit('sella')).toMatchObject({ ok: true, size: head.size + 40 });
  });

  test('goes on after a write that failed: not done, or done although the answer was lost', async () => {
    for (const done of [false, true]) {
      let broken = 2;
      const { app, monitor, seen, head } = await table((store) => new Proxy(store, {
        get: (target, name) => name !== 'append' ? bound(target, name) : async (...args: Parameters<Store['append']>) => {
          if (broken > 0 && !done) { broken -= 1; throw new Fault('store.failed', 'safe', {}); }
          await target.append(...args);
          if (broken > 0) { broken -= 1; throw new Fault('store.failed', 'unsafe', {}); }
        },
      }));
      const one = monitor.write(report('new-1'), seen, NOW), other = monitor.write(report('new-2'), seen, NOW);
      await expect(app.submit('sella', read(one))).rejects.toMatchObject({ code: 'store.failed' });
      await expect(app.submit('sella', read(other))).rejects.toMatchObject({ code: 'store.failed' });
      expect(places(await app.submit('sella', read(one, other)))).toEqual([head.size, head.size + 1]);
      expect((await app.dossier('sella'))?.head.size).toBe(head.size + 2);
      expect(await app.audit('sella')).toMatchObject({ ok: true });
    }
  });

  test('keeps in one piece what one request hands in, however many parts it is verified in, and answers all of it or none', async () => {
    let kept = 0, fails = false;
    const { app, monitor, seen, head } = await table((store) => new Proxy(store, {
      get: (target, name) => name !== 'append' ? bound(target, name) : async (...args: Parameters<Store['append']>) => {
        kept += 1;
        if (fails) throw new Fault('store.failed', 'safe', {});
        await target.append(...args);
      },
    }));
    const many = (from: number, count: number) => read(...Array.from({ length: count }, (_, index) => monitor.write(report(`many-${from + index}`), seen, NOW)));
    const [outcomes, single] = await Promise.all([app.submit('sella', many(0, 600)), app.submit('sella', many(600, 1))]);
    expect([...places(outcomes) ?? [], ...places(single) ?? []].toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 601 }, (_, index) => head.size + index));
    expect(kept).toBeLessThanOrEqual(2);
    expect(await app.audit('sella')).toMatchObject({ ok: true, size: head.size + 601 });
    fails = true;
    await expect(app.submit('sella', many(1000, 600))).rejects.toMatchObject({ code: 'store.failed' });
    fails = false;
    expect((await app.dossier('sella'))?.head.size).toBe(head.size + 601);
  });

  test('takes nothing where anybody could sign: a record with published keys, unless it is a fiction and the host is for trying out', async () => {
    const { app, monitor, seen } = await table(), one = read(monitor.write(report('a'), seen, NOW));
    expect(await app.submit('nowhere', one)).toBeNull();
    const lachin = await heldCase('lachin-2020');
    ends.push(lachin.end);
    expect(places(await lachin.app.submit('lachin-2020', one))).toEqual(['host.published']);
  });
});

function bound(store: Store, name: string | symbol): unknown {
  const member = store[name as keyof Store] as (...args: readonly unknown[]) => unknown;
  return typeof member === 'function' ? member.bind(store) : member;
}
