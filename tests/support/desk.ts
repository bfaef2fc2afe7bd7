import { passkeys } from '#api';
import { Amendments, Limits, Reception } from '#app';
import { openDesk } from '#store';
import { webApp } from '../../src/web/index.ts';
import { StillClock, heldCase } from './case.ts';
import { allMessages } from './site.ts';

/** A chance that a test can foretell: each call gives other bytes, the same in each run. */
export function countedChance(): (count: number) => Uint8Array {
  let calls = 0;
  return (count) => new Uint8Array(count).fill(++calls);
}

/** The pages of a case with people who sign in, without a network. `origin`: where browsers find it. */
export async function deskOf(slug: string, { demo = false, origin = 'http://localhost', limited = false } = {}) {
  const clock = new StillClock(1_780_000_000), held = await heldCase(slug, clock), desk = openDesk(held.folder, clock);
  const reception = new Reception({ desk, now: clock.now, bytes: countedChance() }, passkeys, { demo });
  const site = webApp({ app: held.app.forEverybody(), table: held.app, reception, amendments: new Amendments(desk, countedChance()), origin, ...(limited ? { limits: new Limits(clock.now) } : {}), messages: allMessages(), assets: { style: '/assets/style.css' }, build: 'test' });
  const dossier = await held.app.dossier(slug);
  if (dossier === null) throw new Error('held');
  const end = async (): Promise<void> => { await desk.close(); await held.end(); };
  return { ...held, ...browser((path, init) => Promise.resolve(site.request(`${origin}${path}`, init)), origin), desk, reception, clock, dossier, end };
}

/** Keeps cookies from one request to the next, as a browser does. */
function browser(ask: (path: string, init: RequestInit) => Promise<Response>, origin: string) {
  let cookie = '';
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await ask(path, { ...init, headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers as object } });
    const set = answer.headers.get('set-cookie');
    if (set !== null) cookie = /Max-Age=0/.test(set) ? '' : set.split(';')[0] ?? '';
    return answer;
  };
  const send = (path: string, fields: { readonly [name: string]: string }, headers: object = { origin }): Promise<Response> => request(path, { method: 'POST', body: new URLSearchParams(fields), headers: headers as { [name: string]: string } });
  return { request, send, cookie: () => cookie, forget: (to = '') => { cookie = to; } };
}
