import type { Json } from '#base';
import { canonical } from '#base';
import { amendmentBytes, base64, hex, sha256, utf8 } from '#record';
import type { DeviceKey } from './device.ts';
import { keyOf, sign } from './device.ts';
import { verifiedHead } from './head.ts';
import { keep, sendAll } from './outbox.ts';
import { outgoingLine } from './outgoing.ts';
import { data } from './page-data.ts';
import { prepare, signed } from './signing.ts';
import { speak } from './spoken.ts';

/** Signing a change of the charter: what is signed is fetched apart from the page and shown byte for byte. Who signs last of those that are needed enters it. */
const byId = (id: string): HTMLElement | null => document.getElementById(id);
const place = byId('amendment');
if (place !== null) void offer(place);

interface Fetched {
  readonly process: string;
  readonly words: { readonly id: string; readonly changes: Json; readonly reason: Json };
  readonly agreedBy: readonly { readonly participant: string; readonly signature: string }[];
  readonly needs: number;
}

async function offer(at: HTMLElement): Promise<void> {
  const { address = '', key: own = '' } = at.dataset, key = await keyOf(own), answer = await fetch(below(address, 'content.json'), { cache: 'no-store' });
  if (key === undefined) return byId('no-key')?.removeAttribute('hidden');
  if (!answer.ok) return;
  const fetched = await answer.json() as Fetched, text = canonical({ ...fetched.words, process: data.process }), bytes = byId('bytes'), button = byId('do-sign') as HTMLButtonElement | null;
  if (bytes !== null) bytes.textContent = text;
  speak(byId('spoken'), hex(sha256(utf8(text))));
  at.hidden = false;
  button?.addEventListener('click', () => {
    button.disabled = true;
    void (at.dataset['signed'] === 'yes' ? enter(key, fetched) : agree(address, key, fetched)).catch(refused).finally(() => { button.disabled = false; });
  });
}

/** The address below this one, with what stands after its question mark. */
function below(address: string, path: string): string {
  const url = new URL(address, location.href);
  return `${url.pathname}/${path}${url.search}`;
}

/** Signs what was shown, for the process of this page. */
async function agree(address: string, key: DeviceKey, { words }: Fetched): Promise<void> {
  const signature = base64(await sign(key, amendmentBytes({ ...words, process: data.process })));
  const answer = await fetch(below(address, 'sign'), { method: 'POST', body: new URLSearchParams({ signature }) });
  if (!answer.ok) return refused();
  const fetched = await answer.json() as Fetched;
  return fetched.agreedBy.length >= fetched.needs ? enter(key, fetched) : location.assign(address);
}

/** The entry: kept here, handed in, and its receipt verified, as every other. */
async function enter(key: DeviceKey, { words, agreedBy }: Fetched): Promise<void> {
  const head = await verifiedHead(data), title = document.querySelector('h1')?.textContent ?? '';
  const prepared = head.ok ? prepare({ kind: 'amendment', content: { ...words, agreedBy } as unknown as Json, capacity: 'head', audience: 'public', readers: [] }, key, head.head) : null;
  const done = prepared?.ok === true ? await signed(prepared.value, []) : null;
  if (prepared?.ok !== true || done?.ok !== true) return refused();
  const { slug, process, origin } = data;
  await keep({ slug, process, origin, id: done.value.id, act: 'amend', title, participant: key.participant, key: key.key, audience: 'public', madeAt: prepared.value.madeAt }, { submission: done.value.submission, values: {} });
  await sendAll(data, (one) => byId('outgoing')?.replaceChildren(outgoingLine(one)));
}

/** Nothing that counts was signed. */
function refused(): void {
  const at = byId('said');
  if (at !== null) at.textContent = at.dataset['refused'] ?? '';
}
