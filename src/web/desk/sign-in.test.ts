import { afterEach, describe, expect, test } from 'vitest';
import { base64, caseKeySeed, signInBytes } from '#record';
import { sign } from '../../record/primitives/node.ts';
import { deskOf } from '../../../tests/support/desk.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });
async function desk(...options: Parameters<typeof deskOf>) {
  const made = await deskOf(...options);
  ends.push(made.end);
  return made;
}

describe('a role of a fictional case, tried', () => {
  test('works where the operator turned it on: the person stands on every page, and the way out', async () => {
    const { request, send, cookie } = await desk('sella', { demo: true });
    expect(await (await request('/sella')).text()).toContain('/sella/sign-in');
    const answer = await send('/sella/sign-in/role', { role: 'aldermark-head' });
    expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    const [role] = [...(await (await request('/sella/sign-in')).text()).matchAll(/name="role" value="([^"]+)"/g)].map(([, id]) => id ?? '');
    const signedIn = await send('/sella/sign-in/role', { role: role ?? '' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/sella/asked']);
    expect(signedIn.headers.get('set-cookie')).toMatch(/^counterpart=[0-9a-f]{64}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await request('/sella'), html = await page.text();
    expect([page.headers.get('cache-control'), page.headers.get('etag'), html.includes('Signed in:')]).toEqual(['private, no-store', null, true]);
    expect((await send('/sella/sign-out', {})).status).toBe(303);
    expect([cookie(), (await (await request('/sella')).text()).includes('Signed in:')]).toEqual(['', false]);
  });

  test('there is none without --demo, nor in a record of real people, nor without the desk', async () => {
    const without = await desk('sella'), real = await desk('lachin-2020', { demo: true });
    expect((await (await without.request('/sella/sign-in')).text())).not.toContain('name="role"');
    expect((await without.send('/sella/sign-in/role', { role: 'head-vesmar' })).status).toBe(404);
    expect([(await real.request('/lachin-2020/sign-in')).status, (await real.send('/lachin-2020/sign-in/role', { role: 'editors' })).status]).toEqual([404, 404]);
  });

  test('behind another server the cookie is for https alone', async () => {
    const { send, reception, dossier } = await desk('sella', { demo: true, origin: 'https://talks.example' });
    const signedIn = await send('/sella/sign-in/role', { role: reception.roles(dossier.state)[0]?.id ?? '' });
    expect(signedIn.headers.get('set-cookie')).toMatch(/^__Host-counterpart=[0-9a-f]{64}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });

  test('a page of another site gets nothing done', async () => {
    const { send, reception, dossier, cookie } = await desk('sella', { demo: true }), role = reception.roles(dossier.state)[0]?.id ?? '';
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, {}]) {
      const answer = await send('/sella/sign-in/role', { role }, headers);
      expect([answer.status, cookie(), (await answer.text()).includes('http://localhost')]).toEqual([403, '', true]);
    }
  });

  test('a session ends after a week, and another token is none', async () => {
    const { request, send, clock, reception, dossier, forget } = await desk('sella', { demo: true });
    await send('/sella/sign-in/role', { role: reception.roles(dossier.state)[0]?.id ?? '' });
    const signedIn = async (): Promise<boolean> => (await (await request('/sella')).text()).includes('Signed in:');
    clock.time += 7 * 86_400 - 1;
    expect(await signedIn()).toBe(true);
    clock.time += 1;
    expect(await signedIn()).toBe(false);
    forget(`counterpart=${'0'.repeat(64)}`);
    expect(await signedIn()).toBe(false);
  });
});

describe('the desk over HTTP', () => {
  const json = (origin = 'http://localhost', more = {}) => ({ method: 'POST', headers: { origin, 'content-type': 'application/json', ...more } });

  test('signs in with a key, and says in words what is wrong', async () => {
    const { request, dossier: { state } } = await desk('sella'), head = [...state.participants.values()].find(({ capacity }) => capacity === 'head');
    const asked = await (await request('/sella/sign-in/challenge', json())).json() as { readonly challenge: string };
    const signature = base64(sign(caseKeySeed(state.charter.seed ?? '', head?.id ?? ''), signInBytes(state.process, 'http://localhost', asked.challenge)));
    const body = JSON.stringify({ challenge: asked.challenge, key: head?.key, signature });
    const answer = await request('/sella/sign-in/key', { ...json(), body });
    expect([answer.status, await answer.json(), (await (await request('/sella/keys')).text()).includes('Your key')]).toEqual([200, { to: '/sella/asked' }, true]);
    const again = await request('/sella/sign-in/key', { ...json(), body });
    expect([again.status, await again.json()]).toEqual([422, { code: 'desk.challenge.over', text: 'What you signed to sign in was asked for too long ago, or was used before. Try again.' }]);
    for (const nonsense of ['', '[]', 'null', '{"challenge":7}', '{']) expect((await request('/sella/sign-in/key', { ...json(), body: nonsense })).status).toBe(422);
    expect((await request('/sella/sign-in/key', { ...json(), body: `"${'a'.repeat(70_000)}"` })).status).toBe(413);
  });

  test('counts tries by who sends them; behind another server, by what that says', async () => {
    const { request } = await desk('sella', { origin: 'https://talks.example' });
    const from = (address: string) => request('/sella/sign-in/challenge', json('https://talks.example', { 'x-forwarded-for': `203.0.113.9, ${address}` }));
    for (let tries = 0; tries < 30; tries++) expect((await from('192.0.2.1')).status).toBe(200);
    const often = await from('192.0.2.1');
    expect([often.status, often.headers.get('retry-after'), ((await often.json()) as { readonly code: string }).code, (await from('192.0.2.2')).status]).toEqual([429, '600', 'desk.often', 200]);
  });

  test('a passkey is made by who is signed in, and by nobody else', async () => {
    const { request, send, reception, dossier } = await desk('sella', { demo: true });
    const ask = () => request('/sella/keys/passkey/ask', json());
    expect(await (await ask()).json()).toMatchObject({ code: 'desk.signed-out' });
    await send('/sella/sign-in/role', { role: reception.roles(dossier.state)[0]?.id ?? '' });
    expect(await (await ask()).json()).toMatchObject({ rp: { id: 'localhost' }, authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, attestation: 'none' });
  });

  test('an invitation is made and taken back with scripts off; what is wrong is said, and what was written stays', async () => {
    const { request, send } = await desk('sella', { demo: true });
    expect((await request('/sella/invitations')).status).toBe(403);
    await send('/sella/sign-in/role', { role: 'orsavie' });
    const wrong = await send('/sella/invitations', { capacity: 'delegate', name: '', days: '1', recovery: 'root' }), page = await wrong.text();
    expect([wrong.status, page.includes('Write a name'), /name="recovery" value="root" checked/.test(page)]).toEqual([422, true, true]);
    expect((await send('/sella/invitations', { capacity: 'monitor', name: 'Ana', days: '1', recovery: 'head' })).status).toBe(422);
    const made = await (await send('/sella/invitations', { capacity: 'delegate', name: 'Ana', days: '1', recovery: 'head' })).text(), link = /http:\/\/localhost(\/sella\/join\/[0-9a-f]{64})/.exec(made)?.[1] ?? '';
    const joined = await request(link);
    expect([joined.status, joined.headers.get('etag'), (await joined.text()).includes('Orsavie Delmarenne invites Ana')]).toEqual([200, null, true]);
    const listed = await (await request('/sella/invitations')).text(), id = /name="id" value="([0-9a-f]{64})"/.exec(listed)?.[1] ?? '';
    expect([listed.includes(link), (await (await send('/sella/invitations/cancel', { id, why: 'not-needed' })).text()).includes('Taken back.'), (await request(link)).status, (await request('/sella/join/' + '0'.repeat(64))).status]).toEqual([false, true, 410, 404]);
  });
});
