import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '#base';
import { caseKeySeed, readSubmissions, signAmendment } from '#record';
import { deskOf } from '../../../tests/support/desk.ts';
import { plain } from '../../../tests/support/opening.ts';
import { Person, seenIn } from '../../../tests/support/table.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

const HEADS = ['hedra', 'maerith', 'orsavie'] as const;
const SEED = 'sella-1';

/** Sella with its heads signed in, each by a cookie of their own. */
async function sella() {
  const made = await deskOf('sella', { demo: true });
  ends.push(made.end);
  const cookies = new Map<string, string>();
  const as = (who: string): void => made.forget(cookies.get(who) ?? '');
  for (const who of [...HEADS, 'none'] as const) {
    made.forget('');
    if (who !== 'none') await made.send('/sella/sign-in/role', { role: who });
    cookies.set(who, made.cookie());
  }
  const text = async (path: string): Promise<string> => plain(await (await made.request(path)).text());
  const json = async (path: string) => await (await made.request(path)).json() as { readonly process: string; readonly words: { readonly [member: string]: Json }; readonly agreedBy: Json; readonly needs: number };
  return { ...made, as, text, json };
}

/** A draft that lengthens the time for late reports. */
async function drafted(made: Awaited<ReturnType<typeof sella>>): Promise<string> {
  made.as('maerith');
  const path = (await made.send('/sella/amend', {})).headers.get('location') ?? '';
  await made.send(`${path}/minutes`, { corrections: '', evidenceWindow: '21' });
  await made.send(`${path}/reason`, { 'reason.en': 'Reports from the pass come late in winter.' });
  return path;
}

const sign = async (made: Awaited<ReturnType<typeof sella>>, path: string, who: string): Promise<Response> => {
  made.as(who);
  const { words, process } = await made.json(`${path}/content.json`);
  return made.send(`${path}/sign`, { signature: signAmendment({ ...words, process }, caseKeySeed(SEED, who)) });
};

describe('a change of the charter', () => {
  test('is drafted by a head, shown before and after to every head, signed by each, and entered: then everybody reads what it was and is', async () => {
    const made = await sella(), path = await drafted(made);
    made.as('orsavie');
    const shown = await made.text(path);
    expect(shown).toMatch(/14 days\s+21 days/);
    expect(shown).toContain('Reports from the pass come late in winter.');
    expect(shown).toContain('3 of 3 heads must sign');
    const asked = 'A change of the charter that Maerith Ondravar drafted waits for your signature.';
    expect(await made.text('/sella/asked')).toContain(asked);
    for (const who of HEADS) expect((await sign(made, path, who)).status).toBe(200);
    expect(await made.text('/sella/asked')).not.toContain(asked);
    const { words, agreedBy } = await made.json(`${path}/content.json`), { dossier } = made;
    const bytes = Person.ofCase(dossier.state.process, SEED, 'maerith', 'head').write({ kind: 'amendment', content: { ...words, agreedBy } } as never, seenIn(dossier.head.checkpoint), made.clock.time), read = readSubmissions(bytes);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(await made.app.submit('sella', read.value)).toMatchObject([{ position: dossier.head.size }]);
    made.as('none');
    expect(await made.text('/sella/charter')).toMatch(/Changed on .* Reports from the pass come late in winter\..* 14 days\s+21 days/);
    made.as('maerith');
    expect(await made.text(path)).toContain('This change is on the record.');
    expect((await made.app.audit('sella'))?.ok).toBe(true);
  });

  test('forged: another text, another id, another head’s signature are each refused by whoever checks the log', async () => {
    const made = await sella(), path = await drafted(made), { dossier, clock } = made;
    for (const who of HEADS) await sign(made, path, who);
    const { words, agreedBy } = await made.json(`${path}/content.json`), by = Person.ofCase(dossier.state.process, SEED, 'maerith', 'head'), consents = agreedBy as readonly { readonly participant: string; readonly signature: string }[];
    const forged = async (content: object): Promise<unknown> => {
      const read = readSubmissions(by.write({ kind: 'amendment', content } as never, seenIn(dossier.head.checkpoint), clock.time)), [outcome] = read.ok ? await made.app.submit('sella', read.value) ?? [] : [];
      return outcome !== undefined && 'wrong' in outcome ? outcome.wrong.refusal : outcome;
    };
    for (const content of [{ ...words, agreedBy, changes: { evidenceWindow: 'P99D' } }, { ...words, agreedBy, id: 'again' }, { ...words, agreedBy, reason: { en: 'Other' } }]) expect(await forged(content)).toMatchObject({ code: 'record.amendment.signature' });
    expect(await forged({ ...words, agreedBy: consents.map((consent, index) => ({ ...consent, signature: consents[(index + 1) % 3]?.signature })) })).toMatchObject({ code: 'record.amendment.signature' });
    expect(await forged({ ...words, agreedBy: consents.slice(1) })).toMatchObject({ code: 'process.amendment.too-few', heads: 2, needs: 3 });
  });

  test('is nobody’s to see or sign but a head’s who is signed in, and its drafter’s to change', async () => {
    const made = await sella(), path = await drafted(made);
    made.as('none');
    expect([(await made.request(path)).status, (await made.request(`${path}/content.json`)).status, (await made.send('/sella/amend', {})).status, (await made.send(`${path}/sign`, { signature: 'x' })).status]).toEqual([404, 404, 404, 404]);
    made.as('orsavie');
    expect(plain(await (await made.send(`${path}/minutes`, { corrections: '', evidenceWindow: '3' })).text())).toContain('Another head drafts this change');
    expect(plain(await (await made.send(`${path}/reason`, { 'reason.en': 'Mine' })).text())).toContain('Another head drafts this change');
    expect((await made.send(`${path}/drop`, {})).status).toBe(409);
    made.as('maerith');
    expect((await made.send(`${path}/minutes`, { corrections: '', evidenceWindow: '3' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect([(await made.send(`${path}/drop`, {})).headers.get('location'), (await made.request(path)).status]).toEqual(['/sella/charter', 404]);
  });

  test('changed after a signature: the signature is void, and one over the earlier words is refused', async () => {
    const made = await sella(), path = await drafted(made), { words, process } = await made.json(`${path}/content.json`);
    await sign(made, path, 'orsavie');
    made.as('maerith');
    expect(await made.text(`${path}/minutes`)).toContain('One head has signed the charter as it stands');
    await made.send(`${path}/minutes`, { corrections: '', evidenceWindow: '28' });
    expect((await made.json(`${path}/content.json`)).agreedBy).toEqual([]);
    made.as('orsavie');
    const late = await made.send(`${path}/sign`, { signature: signAmendment({ ...words, process }, caseKeySeed(SEED, 'orsavie')) });
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'record.amendment.signature' }]);
  });

  test('says what is missing: nothing changed, no reason, a member taken out, answers of no form', async () => {
    const made = await sella();
    made.as('maerith');
    const path = (await made.send('/sella/amend', {})).headers.get('location') ?? '';
    expect(await made.text(path)).toContain('Nothing is changed yet. Choose what is to change.');
    await made.send(`${path}/minutes`, { corrections: '', evidenceWindow: '21' });
    expect(await made.text(path)).toContain('Say why the charter is to change');
    const wrong = await made.send(`${path}/minutes`, { corrections: 'soon', evidenceWindow: '21' });
    expect([wrong.status, plain(await wrong.text()).includes('This is no duration')]).toEqual([422, true]);
    await made.send(`${path}/subject`, { 'title.en': 'The Sella road', 'purpose.en': 'p' });
    expect(await made.text(path)).toContain('“withoutPrejudice” would be taken out of the charter');
  });

  test('another name for a side, and a court that is spoken of from then on; nobody is taken out', async () => {
    const made = await sella();
    made.as('maerith');
    const path = (await made.send('/sella/amend', {})).headers.get('location') ?? '', html = await (await made.request(`${path}/names`)).text();
    const shown = Object.fromEntries([...html.matchAll(/name="(actor\.[^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']));
    expect((await made.send(`${path}/names`, { ...shown, 'actor.ORR.en': '', 'actor.ORR.ru': '', 'actor.ORR.ar': '', kind: 'court' })).status).toBe(422);
    await made.send(`${path}/names`, { ...shown, 'actor.ORR.en': 'The upper valley', 'actor.new-1.en': 'The Lake Court', kind: 'court' });
    await made.send(`${path}/reason`, { 'reason.en': 'As the delegation asked.' });
    expect(await made.text(path)).toMatch(/The upper valley[^]*Court[^]*was not there, or is gone[^]*The Lake Court/);
    const { words, needs } = await made.json(`${path}/content.json`);
    expect([needs, (words['changes'] as { readonly actors: readonly { readonly id: string; readonly kind: string }[] }).actors.filter(({ id }) => id === 'actor-1')]).toMatchObject([3, [{ id: 'actor-1', kind: 'court' }]]);
  });

  test('overtaken by another: it is begun again from the charter as it stands', async () => {
    const made = await sella(), first = await drafted(made), second = await drafted(made), { dossier, clock } = made;
    for (const who of HEADS) await sign(made, first, who);
    const { words, agreedBy } = await made.json(`${first}/content.json`);
    const read = readSubmissions(Person.ofCase(dossier.state.process, SEED, 'maerith', 'head').write({ kind: 'amendment', content: { ...words, agreedBy } } as never, seenIn(dossier.head.checkpoint), clock.time));
    if (read.ok) await made.app.submit('sella', read.value);
    made.as('orsavie');
    expect(await made.text(second)).toContain('The charter was changed since this draft was begun');
  });
});

test('the charter of a documentary record has no procedure to tell of', async () => {
  const made = await deskOf('lachin-2020');
  ends.push(made.end);
  const shown = plain(await (await made.request('/lachin-2020/charter')).text());
  expect(shown).toContain('Without prejudice');
  expect(shown).not.toContain('Minutes stay open');
});
