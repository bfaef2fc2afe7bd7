import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '#base';
import { api } from '#api';
import type { Get } from '#ports';
import type { Body } from '#process';
import { checkForkProof, readForkProof, readSubmissions } from '#record';
import { openFindings, openStore } from '#store';
import { Counterpart } from './counterpart.ts';
import { StillClock, heldCase } from '../../tests/support/case.ts';
import { getFrom } from '../../tests/support/dishonest.ts';
import { freshFolder } from '../../tests/support/host.ts';
import { Person, seenIn } from '../../tests/support/table.ts';

const NOW = 1_780_000_000, URL_OF = 'http://host/sella';
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });

async function host() {
  const held = await heldCase('sella', new StillClock(NOW));
  ends.push(held.end);
  const dossier = await held.app.dossier('sella');
  if (dossier === null) throw new Error('held');
  const monitor = Person.ofCase(dossier.state.process, 'sella-1', 'sorrin', 'monitor');
  const say = async (...ids: readonly string[]): Promise<void> => {
    const head = (await held.app.dossier('sella'))?.head.checkpoint ?? '';
    const all = readSubmissions(Buffer.concat(ids.map((id) => monitor.write(report(id), seenIn(head), NOW))));
    if (!all.ok) throw new Error('form');
    for (const outcome of await held.app.submit('sella', all.value) ?? []) if ('wrong' in outcome) throw new Error(JSON.stringify(outcome));
  };
  return { app: held.app, get: getFrom(api(held.app)), say, size: dossier.head.size };
}

const report = (id: string): Body => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } });

async function mirror() {
  const folder = freshFolder(), store = await openStore({ folder: folder.path, mode: 'write' });
  ends.push(async () => { await store.close(); folder.remove(); });
  return new Counterpart(store);
}

/** One that keeps what it finds, and starts anew when it is asked to. */
async function keeping() {
  const folder = freshFolder(), store = await openStore({ folder: folder.path, mode: 'write' }), clock = new StillClock(NOW);
  ends.push(async () => { await store.close(); folder.remove(); });
  return { clock, files: () => readdirSync(folder.path).filter((name) => /^(?:wrong|found|fork)-/.test(name)), start: () => new Counterpart(store, { clock, seedOf: async () => null, demo: false, chance: { bytes: (count) => new Uint8Array(count) }, findings: openFindings(folder.path) }) };
}

describe('a mirror', () => {
  test('takes in a whole log, then what comes, and is the same log', async () => {
    const { app, get, say, size } = await host(), own = await mirror();
    expect(await own.mirror(get, URL_OF, 'sella')).toEqual({ came: 'grown', from: 0, size, withheld: 0 });
    expect(await own.mirror(get, URL_OF, 'sella')).toEqual({ came: 'same', size });
    await say('one', 'two');
    expect(await own.mirror(get, `${URL_OF}/`, 'sella')).toEqual({ came: 'grown', from: size, size: size + 2, withheld: 0 });
    expect((await own.dossier('sella'))?.head).toEqual((await app.dossier('sella'))?.head);
    expect(await own.audit('sella')).toMatchObject({ ok: true, size: size + 2 });
    const asOf = { valid: NOW, known: NOW };
    expect((await own.status('sella', asOf))?.digest).toBe((await app.status('sella', asOf))?.digest);
  });

  test('goes on where it was interrupted, whatever request failed', async () => {
    const { get, say, size } = await host();
    await say('one');
    for (let fails = 0; fails < 7; fails += 1) {
      const own = await mirror();
      let left = fails;
      const dying: Get = async (url) => {
        if (left === 0) throw new Fault('network.unreachable', 'safe', { url });
        left -= 1;
        return get(url);
      };
      await own.mirror(dying, URL_OF, 'sella').catch((fault: Fault) => expect(fault.code).toBe('network.unreachable'));
      expect(await own.mirror(get, URL_OF, 'sella')).toMatchObject({ size: size + 1 });
      expect(await own.audit('sella')).toMatchObject({ ok: true });
    }
  });

  test('is shown an older head of the same log, and says no more than that', async () => {
    const { get, say, size } = await host(), own = await mirror(), old = await get(`${URL_OF}/checkpoint`);
    await say('one');
    await own.mirror(get, URL_OF, 'sella');
    expect(await own.mirror(async (url) => (url.endsWith('/checkpoint') ? old : get(url)), URL_OF, 'sella')).toEqual({ came: 'behind', size });
  });

  test('meets another history of a log that it holds, and keeps the proof that anybody can check', async () => {
    const one = await host(), other = await host(), own = await mirror();
    await one.say('to-the-north', 'and-more');
    await other.say('to-the-south');
    await own.mirror(one.get, URL_OF, 'sella');
    for (const more of [false, true]) {
      if (more) await other.say('still-another', 'and-another', 'and-one-more');
      const told = await own.mirror(other.get, URL_OF, 'sella');
      if (told.came !== 'wrong') throw new Error(told.came);
      expect(told.wrong).toMatchObject({ step: 'fork', refusal: { code: 'mirror.fork' } });
      const proof = readForkProof(told.fork ?? ''), checked = proof.ok ? checkForkProof(proof.value) : proof;
      expect(checked).toMatchObject({ ok: true, value: { first: { size: more ? one.size + 2 : one.size + 1 }, second: { size: more ? one.size + 4 : one.size + 2 } } });
      if (!proof.ok) throw new Error('proof');
      expect(checkForkProof({ ...proof.value, second: proof.value.first }).ok).toBe(false);
      expect(checkForkProof({ ...proof.value, grown: null }).ok).toBe(false);
      expect(checkForkProof({ ...proof.value, charter: proof.value.charter.replace('"live"', '"lively"') }).ok).toBe(false);
    }
    expect(await own.audit('sella')).toMatchObject({ ok: true, size: one.size + 2 });
  });
});

describe('what was found wrong', () => {
  const step = async (app: Counterpart) => { const dossier = await app.dossier('sella'); return [dossier?.warning?.wrong.step, dossier?.warning?.signed, dossier?.ended?.map(({ wrong, ended }) => [wrong.step, ended])]; };

  test('and signed by nobody is kept once, stands until the same is shown right, and is remembered from then on', async () => {
    const { get, say, size } = await host(), { start, clock, files } = await keeping(), app = start();
    await app.mirror(get, URL_OF, 'sella');
    await say('one', 'two');
    const onTheLine = (letter: number): Get => async (url) => {
      const answer = await get(url);
      return url.includes('/tile/entries/') ? { ...answer, bytes: answer.bytes.map((byte, index) => (index === answer.bytes.length - 9 ? letter : byte)) } : answer;
    };
    for (const letter of [1, 2, 3]) expect(await app.mirror(onTheLine(letter), URL_OF, 'sella')).toMatchObject({ came: 'wrong', signed: false, wrong: { step: 'entry' } });
    expect([await step(start()), files()]).toEqual([['entry', false, undefined], ['found-sella.bag', 'wrong-sella.json']]);
    const old = await keptHead(app);
    expect(await app.mirror(async (url) => (url.endsWith('/checkpoint') ? old : get(url)), URL_OF, 'sella')).toMatchObject({ came: 'same', size });
    expect(await step(app)).toEqual(['entry', false, undefined]); // Not what was wrong.
    clock.time += 60;
    expect(await app.mirror(get, URL_OF, 'sella')).toMatchObject({ came: 'grown', size: size + 2 });
    for (const one of [app, start()]) expect(await step(one)).toEqual([undefined, undefined, [['entry', { at: NOW + 60, size: size + 2 }]]]);
  });

  test('and signed by the host stands for good, whatever it shows afterwards', async () => {
    const one = await host(), other = await host(), { start } = await keeping(), app = start();
    await one.say('to-the-north');
    await other.say('to-the-south');
    await app.mirror(one.get, URL_OF, 'sella');
    expect(await app.mirror(other.get, URL_OF, 'sella')).toMatchObject({ came: 'wrong', signed: true, wrong: { step: 'fork' } });
    await one.say('more');
    expect(await app.mirror(one.get, URL_OF, 'sella')).toMatchObject({ came: 'grown' });
    for (const each of [app, start()]) expect(await step(each)).toEqual(['fork', true, undefined]);
  });

  const keptHead = async (app: Counterpart) => ({ status: 200, bytes: new TextEncoder().encode((await app.dossier('sella'))?.head.checkpoint ?? '') });
});
