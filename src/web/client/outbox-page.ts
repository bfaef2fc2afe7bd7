import { readKeyFile } from '#record';
import { all, clear } from './database.ts';
import { seatOf } from './crowd.ts';
import { allKeys, forgetKey, takeSeed } from './device.ts';
import type { DeviceKey } from './device.ts';
import { clearDraft, draftsOf } from './drafts.ts';
import { verifiedHead } from './head.ts';
import { outgoing, receiptsOf, sendAll } from './outbox.ts';
import type { Outgoing } from './outbox.ts';
import { formHref, freshen, outgoingLine } from './outgoing.ts';
import { button, data, download, element, say } from './page-data.ts';
import { saveWaiting } from './waiting.ts';
import { keepPages } from './worker-link.ts';

const RETRY = 30_000;

/** What this device keeps for this process: shown, handed in when there is a line, saved to a file, cleared by its owner's word. */
const list = document.querySelector<HTMLElement>('#outgoing');
void keepPages(['act', 'outbox', ...pagesHere()].map((path) => `/${encodeURIComponent(data.slug)}/${path}`));
if (list !== null) void start(list);

/** The acts that a list of acts leads to, where this device has a key of the table. */
function pagesHere(): readonly string[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('main a[href*="/act/"]')].map(({ pathname }) => pathname.split('/').slice(2).join('/'));
}

async function start(list: HTMLElement): Promise<void> {
  const told = (one: Outgoing): void => { document.getElementById(`out-${one.id}`)?.replaceWith(outgoingLine(one)); };
  const send = async (): Promise<void> => {
    await sendAll(data, told);
    await freshen(data.process);
    const line = document.getElementById('line');
    if (line !== null) line.textContent = navigator.onLine && (await verifiedHead(data)).ok ? '' : say('device.offline');
  };
  list.replaceChildren(...(await outgoing(data.process)).toReversed().map(outgoingLine));
  document.getElementById('none')?.toggleAttribute('hidden', list.children.length > 0);
  document.getElementById('send')?.addEventListener('click', () => void send());
  document.getElementById('save')?.addEventListener('click', () => void saveWaiting(data.slug, ({ process }) => process === data.process));
  document.getElementById('receipts')?.addEventListener('click', async () => download(`${data.slug}.receipts.json`, JSON.stringify(await receiptsOf(data.process), null, 2)));
  document.getElementById('clear-all')?.addEventListener('click', () => void clearAll());
  addEventListener('online', () => void send());
  setInterval(() => void send(), RETRY);
  document.querySelector<HTMLInputElement>('#key-file')?.addEventListener('change', (event) => void takeKeyFile(event.target as HTMLInputElement));
  await showDrafts();
  await showKeys();
  await send();
}

async function showDrafts(): Promise<void> {
  const drafts = await draftsOf(data.slug);
  document.getElementById('drafts')?.replaceChildren(...drafts.map(({ name }) => {
    const [path = '', query] = name.slice(data.slug.length + 1).split('?'), line = element('li', {}, element('a', { href: `${formHref(path)}${query === undefined ? '' : `?${query}`}` }, data.names[path] ?? data.names[path.split('/')[0] ?? ''] ?? path), ' ');
    line.append(button(say('device.delete'), async () => { await clearDraft(name); line.remove(); }, 'minor'));
    return line;
  }));
}

const nameOf = (key: DeviceKey): string => data.people.find((one) => one.key === key.key)?.who ?? key.seat?.who ?? key.participant;

/** Keys of this process. There is no other copy of one that was made here: to delete it takes a second word. */
async function showKeys(): Promise<void> {
  const own = (await allKeys()).filter(({ place, key }) => place === data.process || data.people.some((one) => one.key === key));
  document.getElementById('keys')?.replaceChildren(...own.map((key) => {
    const line = element('li', {}, nameOf(key), ' ', element('code', { class: 'digest' }, key.key), ' ');
    const forget = button(say('device.delete'), () => {
      if (key.published) return void forgetKey(key.key).then(() => line.remove());
      forget.replaceWith(element('span', { role: 'alert' }, say('device.keys-only'), ' ', button(say('device.delete'), () => forgetKey(key.key).then(() => line.remove()), 'minor')));
    }, 'minor');
    line.append(forget);
    return line;
  }));
}

/** A key file of the command line, for the seat whose key it is. */
async function takeKeyFile(field: HTMLInputElement): Promise<void> {
  const text = await field.files?.[0]?.text() ?? '', read = readKeyFile(text), seat = read.ok ? data.people.find(({ key }) => key === read.value.key) ?? (data.seats === undefined ? undefined : await seatOf(data.seats.at, read.value.key)) : undefined, said = document.getElementById('key-said');
  if (read.ok && seat !== undefined) await takeSeed(data.process, seat.id, read.value.seed);
  if (said !== null) said.textContent = seat === undefined ? say('device.key-file-none') : say('device.key-here', { who: seat.who });
  field.value = '';
  await showKeys();
}

/** Everything of every process in this browser. Says first what is nowhere else. */
async function clearAll(): Promise<void> {
  const sure = document.querySelector<HTMLInputElement>('#sure'), only = (await allKeys()).filter(({ published }) => !published), waiting = (await all<Outgoing>('outbox')).filter(({ step }) => step === 'kept');
  if (sure?.checked !== true && (only.length > 0 || waiting.length > 0)) {
    sure?.focus();
    sure?.setAttribute('aria-invalid', 'true');
    return void sure?.closest('p')?.append(element('span', { role: 'alert', class: 'warning' }, say('device.only-here', { count: only.length, size: waiting.length })));
  }
  for (const store of ['keys', 'secrets', 'outbox', 'drafts', 'heads', 'files', 'forms'] as const) await clear(store);
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker?.getRegistrations() ?? []) await registration.unregister();
  location.reload();
}
