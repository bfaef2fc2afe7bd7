import type { Json } from '#base';
import { canonical } from '#base';
import { base64, bodyDigest, charterBytes, draftEntry, emptyRoot, hex, sha256, signedEntry, utf8, writeBody, writeSubmission } from '#record';
import type { DeviceKey } from './device.ts';
import { keyAt, makeKey, moveKey, now, possession, sign } from './device.ts';
import { keepRoot } from './root-key.ts';
import { speak } from './spoken.ts';

/**
 * Taking a seat and signing a charter: what only the device can do. The key is made here and stays here; what is signed is shown as it was fetched, byte for byte.
 * The head whose signature is the last signs the first entry of the log, too, and the process begins.
 */
const byId = (id: string): HTMLElement | null => document.getElementById(id);
const show = (id: string): void => { byId(id)?.removeAttribute('hidden'); };

const taking = document.querySelector<HTMLFormElement>('#taking');
if (taking !== null) taking.addEventListener('submit', (event) => { if (field(taking, 'key')?.value === '') void take(event, taking); });

const field = (form: HTMLFormElement, name: string): HTMLInputElement | null => form.querySelector(`input[name=${name}]`);

/** Puts the public half of a new key, and the proof that the other half is here, into the form, and sends it. */
async function take(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  event.preventDefault();
  const { place = '', seat = '' } = form.dataset;
  try {
    const wanted = new FormData(form).has('rooted'), shown = { ...await possession(await makeKey(place, seat), null), ...(wanted ? { root: keepRoot(form, `${seat}.root`) } : {}) };
    for (const [name, value] of Object.entries(shown)) {
      const input = field(form, name);
      if (input !== null) input.value = value;
    }
    await send(form);
  } catch {
    show('keyless');
  }
}

/** By itself, so that the page stays until the root key is saved; what is refused is shown as the form shows it. */
async function send(form: HTMLFormElement): Promise<void> {
  const query = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))), answer = await fetch(form.action, { method: 'POST', body: query });
  if (answer.redirected) location.assign(answer.url);
  else form.submit();
}

const seated = byId('seat');
if (seated !== null) void sit(seated);

interface Seated {
  readonly address: string;
  readonly seat: string;
  readonly key: DeviceKey;
}

async function sit({ dataset: { place = '', seat = '', address = '', process } }: HTMLElement): Promise<void> {
  const key = await keyAt(place, seat) ?? (process === undefined ? undefined : await keyAt(process, seat));
  if (process !== undefined && key !== undefined && key.place !== process) await moveKey(key, process);
  const signing = byId('signing');
  if (signing === null || process !== undefined) return;
  if (key === undefined) return show('no-key');
  await offer(signing, { address, seat, key });
}

interface Signed {
  readonly charter: { readonly participants: readonly { readonly id: string; readonly key: string }[] };
  readonly agreedBy: readonly { readonly participant: string; readonly signature: string }[];
  readonly open: readonly string[];
}

/** Shows exactly what will be signed, fetched apart from the page, and what it is compared by. Nothing is offered where another key than this device's stands at the seat. */
async function offer(signing: HTMLElement, { address, seat, key }: Seated): Promise<void> {
  const answer = await fetch(signing.dataset['charter'] ?? '', { cache: 'no-store' }), fetched = await answer.json() as Signed;
  if (!answer.ok) return;
  if (fetched.charter.participants.find(({ id }) => id === seat)?.key !== key.key) return show('no-key');
  const text = canonical(fetched.charter as unknown as Json), bytes = byId('bytes'), button = byId('do-sign') as HTMLButtonElement | null;
  if (bytes !== null) bytes.textContent = text;
  speak(byId('spoken'), hex(sha256(utf8(text))));
  const done = signing.dataset['signed'] === 'yes';
  if (done && fetched.open.length > 0) return;
  show('signing');
  button?.addEventListener('click', () => {
    button.disabled = true;
    void (done ? begin({ address, seat, key }, fetched) : agree({ address, seat, key }, fetched)).finally(() => { button.disabled = false; });
  });
}

/** Signs what was shown and nothing else: where the charter is another by now, the host says so. */
async function agree(at: Seated, { charter }: Signed): Promise<void> {
  const signature = base64(await sign(at.key, charterBytes(charter as unknown as Json)));
  const answer = await fetch(`${at.address}/sign`, { method: 'POST', body: new URLSearchParams({ signature }) });
  if (!answer.ok) return refused();
  const signed = await answer.json() as Signed;
  return signed.open.length === 0 ? begin(at, signed) : location.assign(at.address);
}

/** Entry 0: the charter with everybody's signature, entered by this head. */
async function begin({ address, key }: Seated, { charter, agreedBy }: Signed): Promise<void> {
  const body = writeBody({ charter, agreedBy } as unknown as Json, crypto.getRandomValues(new Uint8Array(16)));
  if (!body.ok) return refused();
  const digest = bodyDigest(body.value.bytes);
  const drafted = draftEntry({ process: digest, kind: 'charter', capacity: 'head', madeAt: now(), audience: 'public', about: [], body: digest, seen: { size: 0, root: base64(emptyRoot()) } }, key.key);
  const entry = signedEntry(drafted, await sign(key, drafted.signed), 0);
  if (!entry.ok) return refused();
  const answer = await fetch(`${address}/open`, { method: 'POST', body: writeSubmission(entry.value.bytes, body.value.bytes) as Uint8Array<ArrayBuffer> });
  if (!answer.ok) return refused();
  const { process } = await answer.json() as { readonly process: string };
  await moveKey(key, process);
  location.assign(address);
}

/** The charter is another by now, or the host was not reached: nothing was signed that counts, and the page shows how it is when it is loaded again. */
function refused(): void {
  const at = byId('refused');
  if (at === null) return;
  at.textContent = at.dataset['moved'] ?? '';
  at.removeAttribute('hidden');
}
