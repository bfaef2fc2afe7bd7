import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { allKeys } from './device.ts';
import { askDesk, sayAt, show } from './asking.ts';
import { speak } from './spoken.ts';

// Whether the key that signs is on this device; and a passkey, made where somebody is signed in.
const place = document.getElementById('passkeys');
if (place !== null) void start(place);

async function start(at: HTMLElement): Promise<void> {
  const key = document.getElementById('here')?.dataset['key'], here = (await allKeys().catch(() => [])).find((one) => one.key === key);
  if (here !== undefined) speak(document.querySelector('.spoken-key'), here.key);
  show(here === undefined ? 'elsewhere' : 'here');
  const named = browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname);
  show('make-passkey', named);
  show('no-passkey', !named);
  document.getElementById('make-passkey')?.addEventListener('click', () => void make(at.dataset['at'] ?? ''));
}

async function make(at: string): Promise<void> {
  const said = document.getElementById('said'), url = new URL(at, location.href), inside = (path: string): string => `${url.pathname}/${path}${url.search}`;
  const asked = await askDesk(inside('ask'), {});
  if (asked?.ok !== true) return sayAt(said, asked?.text ?? said?.dataset['unreachable'] ?? '');
  const optionsJSON = asked.value as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
  const answer = await startRegistration({ optionsJSON }).catch(() => null);
  const kept = answer === null ? null : await askDesk(inside('keep'), { challenge: optionsJSON.challenge, answer });
  if (kept?.ok === true) location.reload();
  else if (answer !== null) sayAt(said, kept?.text ?? said?.dataset['unreachable'] ?? '');
}
