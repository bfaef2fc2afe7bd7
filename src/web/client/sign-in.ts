import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { base64, signInBytes } from '#record';
import type { DeviceKey } from './device.ts';
import { allKeys, sign } from './device.ts';
import type { Answered } from './asking.ts';
import { askDesk, sayAt, show } from './asking.ts';

// Signing in with a key of this device, which signs what the host asks it to, or with a passkey.
const place = document.getElementById('sign-in');
if (place !== null) void start(place);

async function start(at: HTMLElement): Promise<void> {
  const { at: url = '', process = '' } = at.dataset, own = await allKeys().catch(() => []);
  for (const key of own) if (key.place === process && at.querySelector(`button[data-key="${key.key}"]`) === null) at.querySelector('.choices')?.append(choiceOf(key, at.dataset['as']));
  const buttons = [...at.querySelectorAll<HTMLButtonElement>('button[data-key]')].filter((button) => own.some(({ key }) => key === button.dataset['key']));
  for (const button of buttons) {
    const key = own.find((one) => one.key === button.dataset['key']);
    if (key === undefined) continue;
    button.parentElement?.removeAttribute('hidden');
    button.addEventListener('click', () => void enter(url, process, key));
  }
  show('no-key', buttons.length === 0);
  const named = browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname), passkey = document.getElementById('passkey');
  if (passkey !== null) passkey.hidden = !named;
  show('no-passkey', !named);
  passkey?.addEventListener('click', () => void enterByPasskey(url));
}

/** Of very many people the page names some; the host knows whether the key speaks. */
function choiceOf({ key, participant, seat }: DeviceKey, as = ''): HTMLLIElement {
  const line = document.createElement('li'), made = document.createElement('button');
  Object.assign(made, { type: 'button', textContent: as.replace('{who}', seat?.who ?? participant) });
  made.dataset['key'] = key;
  line.append(made);
  return line;
}

async function enter(at: string, process: string, key: DeviceKey): Promise<void> {
  const asked = await askDesk(inside(at, 'challenge'), {}), challenge = asked?.ok === true ? String(asked.value['challenge']) : '';
  if (asked?.ok !== true) return arrived(asked);
  const signature = base64(await sign(key, signInBytes(process, location.origin, challenge)));
  arrived(await askDesk(inside(at, 'key'), { challenge, key: key.key, signature }));
}

async function enterByPasskey(at: string): Promise<void> {
  const asked = await askDesk(inside(at, 'passkey/ask'), {});
  if (asked?.ok !== true) return arrived(asked);
  const optionsJSON = asked.value as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const answer = await startAuthentication({ optionsJSON }).catch(() => null); // Who thinks better of it says nothing.
  if (answer !== null) arrived(await askDesk(inside(at, 'passkey'), { challenge: optionsJSON.challenge, answer }));
}

/** The address below this one, with what stands after its question mark. */
function inside(at: string, path: string): string {
  const url = new URL(at, location.href);
  return `${url.pathname}/${path}${url.search}`;
}

function arrived(answer: Answered): void {
  if (answer?.ok === true) location.assign(String(answer.value['to']));
  else sayAt(document.getElementById('said'), answer?.text ?? document.getElementById('said')?.dataset['unreachable'] ?? '');
}
