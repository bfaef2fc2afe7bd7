import type { Json, Refusal } from '#base';
import type { SeatedHere } from '../acting/data.tsx';
import { allKeys, takeCaseKey } from './device.ts';
import type { DeviceKey } from './device.ts';
import { keepFile } from './files.ts';
import { verifiedHead } from './head.ts';
import { keep, outgoing, sendAll } from './outbox.ts';
import type { Outgoing } from './outbox.ts';
import { freshen, outgoingLine } from './outgoing.ts';
import { button, data, say } from './page-data.ts';
import { prepare, signed } from './signing.ts';

/** Rows of a file that are new, as the page shows them: signed on this device, one entry a row, kept at once and handed in when there is a line. */
interface Rows {
  readonly audience: 'public' | 'table';
  readonly rows: readonly { readonly kind: string; readonly content: Json }[];
}

const rows = JSON.parse(document.getElementById('intake-rows')?.textContent ?? 'null') as Rows | null, go = document.querySelector<HTMLButtonElement>('#sign-all'), said = document.getElementById('device-key'), list = document.getElementById('outgoing');
const as = document.querySelector<HTMLSelectElement>('#f-as')?.value ?? '', RETRY = 30_000;
const person = data.people.find(({ id, may }) => may && id === as);
if (rows !== null && go !== null && said !== null && list !== null && person !== undefined) void start(rows, go, said, list, person);

async function keyOf({ key }: SeatedHere): Promise<DeviceKey | undefined> {
  return (await allKeys()).find((one) => one.key === key);
}

async function start(rows: Rows, go: HTMLButtonElement, said: HTMLElement, list: HTMLElement, person: SeatedHere): Promise<void> {
  const show = async (): Promise<void> => {
    const there = await keyOf(person) !== undefined, take = there || data.seed === undefined ? [] : [' ', button(say('device.take'), async () => { await takeCaseKey(data.process, data.seed ?? '', person.id); await show(); }, 'minor')];
    said.replaceChildren(say(there ? 'device.key-here' : 'device.key-none', { who: person.who }), ...take);
    go.hidden = !there;
  };
  go.addEventListener('click', async () => {
    go.disabled = true;
    const wrong = await signAll(rows, person);
    if (wrong !== null) { go.disabled = false; said.textContent = wrong; return; }
    go.remove();
    await send(list);
    addEventListener('online', () => void send(list));
    setInterval(() => void send(list), RETRY);
  });
  await show();
}

/** Every row signed and kept, or none of those that follow on the first that could not be: what went wrong, in words. */
async function signAll({ audience, rows }: Rows, person: SeatedHere): Promise<string | null> {
  const key = await keyOf(person), head = key === undefined ? null : await verifiedHead(data), failed = ({ code }: Refusal): string => say('device.failed', { code });
  if (key === undefined) return say('device.no-key');
  if (head?.ok !== true) return say(head?.why === 'fork' ? 'device.fork' : 'device.no-head');
  try {
    const file = await namedFile(rows);
    for (const [index, { kind, content }] of rows.entries()) {
      const prepared = prepare({ kind, content, capacity: person.capacity, audience, readers: [] }, key, head.head), done = prepared.ok ? await signed(prepared.value, []) : prepared;
      if (!prepared.ok) return failed(prepared.refusal);
      if (!done.ok) return failed(done.refusal);
      const { slug, process, origin } = data;
      await keep({ slug, process, origin, id: done.value.id, act: 'intake', title: document.querySelector('h1')?.textContent ?? 'intake', participant: key.participant, key: key.key, audience, madeAt: prepared.value.madeAt }, { submission: done.value.submission, values: file !== null && index === 0 ? { file: [file] } : {} });
    }
    return null;
  } catch (fault) {
    return fault instanceof DOMException && fault.name === 'QuotaExceededError' ? say('device.full') : failed({ code: fault instanceof Error ? fault.name : '' });
  }
}

/** The file that the rows name, kept here to follow the first of them: then everybody can look at the rows where they stood. `null` where they name none. */
async function namedFile(rows: Rows['rows']): Promise<string | null> {
  const held = document.querySelector<HTMLInputElement>('[name=file-held]')?.value ?? '', names = rows.flatMap(({ content }) => (content as { readonly evidence?: readonly { readonly digest: string }[] }).evidence ?? []).map(({ digest }) => digest);
  if (held === '' || names.length === 0) return null;
  const line = await keepFile(Uint8Array.from(atob(held), (letter) => letter.charCodeAt(0)), '');
  return names.includes(line.slice(0, 64)) ? line : null;
}

async function send(list: HTMLElement): Promise<void> {
  const told = (one: Outgoing): void => { const before = document.getElementById(`out-${one.id}`), line = outgoingLine(one); if (before === null) list.append(line); else before.replaceWith(line); };
  for (const one of await outgoing(data.process)) if (one.step === 'kept' || one.step === 'sent') told(one);
  await sendAll(data, told);
  await freshen(data.process);
}
