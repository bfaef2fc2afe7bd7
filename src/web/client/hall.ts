/**
 * The one screen of a hall: what is on record is fetched again now and then; the speakers' clock counts here, the same time for each side, and hands nothing in.
 * What was counted stays with this tab until it is taken over into an account of the meeting.
 */
const AGAIN = 10_000;

interface Words { readonly start: string; readonly stop: string; readonly order: string; readonly left: string; readonly over: string; readonly share: string; readonly take: string }
interface Turn { readonly actor: string; readonly from: number; readonly seconds: number; readonly as: 'statement' | 'point-of-order' }
interface Running { readonly actor: string; readonly from: number; readonly as: Turn['as'] }
interface Kept { readonly share: number; readonly turns: readonly Turn[]; readonly running: Running | null }

const KEY = `clock ${location.pathname}`;

async function refresh(): Promise<void> {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#live'), live = document.querySelector('#live');
  if (fresh !== null && live !== null && fresh.innerHTML !== live.innerHTML) live.replaceWith(document.importNode(fresh, true));
}

function start(section: HTMLElement): void {
  const words = JSON.parse(section.dataset['words'] ?? '{}') as Words, sides = JSON.parse(section.dataset['sides'] ?? '[]') as readonly (readonly [string, string])[];
  let kept = read();
  const share = Object.assign(document.createElement('input'), { type: 'number', min: '1', max: '600', id: 'share', value: String(kept.share) });
  const label = Object.assign(document.createElement('label'), { htmlFor: 'share', textContent: `${words.share} ` });
  const list = Object.assign(document.createElement('ul'), { className: 'clock' }), take = Object.assign(document.createElement('a'), { textContent: words.take, className: 'act' });
  const rows = sides.map(([id, name]) => row(list, id, name, words, (as) => keep(toggled(kept, id, as))));
  const keep = (next: Kept): void => { kept = next; sessionStorage.setItem(KEY, JSON.stringify(kept)); show(); };
  const show = (): void => {
    for (const one of rows) one(kept);
    take.hidden = section.dataset['session'] === '' || kept.turns.length === 0;
    take.href = addressOf(section, kept.turns);
  };
  share.addEventListener('change', () => { if (share.validity.valid) keep({ ...kept, share: share.valueAsNumber }); });
  section.append(label, share, list, take);
  section.hidden = false;
  show();
  setInterval(show, 1000);
}

const read = (): Kept => JSON.parse(sessionStorage.getItem(KEY) ?? '{"share":10,"turns":[],"running":null}') as Kept;

/** Whoever spoke until now stops; a point of order interrupts, and the speaker begins again after it. */
function toggled({ share, turns, running }: Kept, actor: string, as: Turn['as']): Kept {
  const now = Date.now();
  const done = running === null ? turns : [...turns, { ...running, seconds: Math.max(1, Math.round((now - running.from) / 1000)) }];
  const stops = running !== null && running.actor === actor && running.as === as;
  return { share, turns: done, running: stops ? null : { actor, from: now, as } };
}

/** The row of one side, and how it is brought up to date. Points of order do not count against a side's time. */
function row(list: HTMLElement, id: string, name: string, words: Words, toggle: (as: Turn['as']) => void): (kept: Kept) => void {
  const item = document.createElement('li'), who = Object.assign(document.createElement('bdi'), { textContent: name }), time = document.createElement('output');
  const button = (as: Turn['as']): HTMLButtonElement => {
    const made = Object.assign(document.createElement('button'), { type: 'button' });
    made.addEventListener('click', () => toggle(as));
    return made;
  };
  const speak = button('statement'), order = button('point-of-order');
  time.setAttribute('aria-live', 'off');
  item.append(who, time, speak, order);
  list.append(item);
  return ({ share, turns, running }) => {
    const on = (as: Turn['as']): boolean => running?.actor === id && running.as === as;
    const spoken = turns.filter((turn) => turn.actor === id && turn.as === 'statement').reduce((sum, { seconds }) => sum + seconds, 0) + (on('statement') ? Math.round((Date.now() - (running?.from ?? 0)) / 1000) : 0);
    const left = share * 60 - spoken;
    time.textContent = `${clockOf(spoken)} · ${clockOf(Math.abs(left))} ${left >= 0 ? words.left : words.over}`;
    speak.textContent = on('statement') ? words.stop : words.start;
    order.textContent = words.order;
    for (const [made, as] of [[speak, 'statement'], [order, 'point-of-order']] as const) {
      made.setAttribute('aria-pressed', String(on(as)));
      made.setAttribute('aria-label', `${name}: ${made.textContent}`);
    }
    item.className = on('statement') || on('point-of-order') ? 'speaking' : '';
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
const clockOf = (seconds: number): string => `${Math.trunc(seconds / 60)}:${two(seconds % 60)}`;

/** The form for an account of the meeting, with the times that were counted. */
function addressOf(section: HTMLElement, turns: readonly Turn[]): string {
  const url = new URL(section.dataset['session'] ?? '', location.href);
  turns.forEach(({ actor, from, seconds, as }, index) => {
    const [day = '', time = ''] = civil(from, section.dataset['zone'] ?? 'UTC');
    for (const [name, value] of Object.entries({ actor, as, from: day, 'from.time': time, seconds: String(seconds) })) url.searchParams.set(`spoke.${index}.${name}`, value);
  });
  return url.href;
}

/** Day and minute by the clocks of the process's zone: a name of the zone table, or a fixed offset. */
function civil(instant: number, zone: string): readonly string[] {
  const fixed = /^UTC([+-])(\d{2}):(\d{2})$/.exec(zone);
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: fixed === null ? zone : `${fixed[1]}${fixed[2]}:${fixed[3]}`, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(instant);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return [`${of('year')}-${of('month')}-${of('day')}`, `${of('hour')}:${of('minute')}`];
}

const clock = document.querySelector<HTMLElement>('#clock');
if (clock !== null) start(clock);
setInterval(() => void refresh(), AGAIN);
