import { afterEach, describe, expect, test } from 'vitest';
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
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/sella']);
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
