import { allKeys, keyAt, makeKey, possession } from './device.ts';
import { askDesk, sayAt, show } from './asking.ts';
import { keepRoot } from './root-key.ts';
import { speak } from './spoken.ts';

// Makes a key on this device and shows it to who invited; later says whether the key that came by this link is this device's.
const form = document.querySelector<HTMLFormElement>('#join'), enrolled = document.getElementById('enrolled');
if (form !== null) start(form);
if (enrolled !== null) void recognise(enrolled.dataset['key'] ?? '');

function start(at: HTMLFormElement): void {
  at.hidden = false;
  at.addEventListener('submit', (event) => { event.preventDefault(); void enrol(at); });
}

async function recognise(key: string): Promise<void> {
  const mine = (await allKeys().catch(() => [])).find((one) => one.key === key);
  if (mine !== undefined) speak(document.querySelector('#mine .spoken-key'), mine.key);
  show('mine', mine !== undefined);
  show('not-mine', mine === undefined);
}

async function enrol(at: HTMLFormElement): Promise<void> {
  const { at: url = '', process = '', participant = '', root: wanted, file = '', unreachable = '', noKeys = '' } = at.dataset, said = document.getElementById('said');
  const name = String(new FormData(at).get('name') ?? '');
  const before = await keyAt(process, participant).catch(() => undefined); // One that is on record is the one to be replaced; another was made when an answer was lost.
  if (before !== undefined && at.dataset['known']?.split(' ').includes(before.key) === true) return sayAt(said, at.dataset['already'] ?? '');
  const key = await makeKey(process, participant).catch(() => null);
  if (key === null) return sayAt(said, noKeys);
  const root = wanted === 'yes' ? { root: keepRoot(at, file) } : {};
  const answer = await askDesk(url, { name, ...await possession(key, process), ...root });
  if (answer?.ok === true) return location.reload();
  sayAt(said, answer?.text ?? unreachable);
}
