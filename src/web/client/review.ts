import { fromUtf8, readBody } from '#record';
import type { ReportingData } from '../reporting/data.ts';
import { data, element, say } from './page-data.ts';
import type { Prepared } from './signing.ts';

/** What the bytes to be signed say, read out of them here and listed label by label: nothing of them is left out. */
export function listed({ drafted, body, letter }: Prepared): HTMLElement {
  const header = parsed(drafted.line) as { readonly process: string; readonly kind: string; readonly capacity: string; readonly audience: string | readonly string[]; readonly madeAt: number; readonly seen: { readonly size: number } };
  const content = readBody(body), person = data.people.find(({ key }) => key === (header as unknown as { readonly author: string }).author);
  const list = element('dl', { class: 'facts' });
  const line = (label: string, ...value: readonly (Node | string)[]): void => void list.append(element('dt', {}, label), element('dd', {}, ...value));
  line(say('device.process'), data.title);
  line(say('device.as'), person?.who ?? '');
  line(say('device.for'), typeof header.audience === 'string' ? say(`act.audience.${header.audience}`) : say('act.audience.sealed'));
  if (letter !== null && typeof header.audience !== 'string') line(say('device.letter-readers'), header.audience.map((id) => data.people.find((one) => one.id === id)?.who ?? id).join('; '));
  line(say('device.signed'), moment(header.madeAt * 1000));
  line(say('device.head'), String(header.seen.size));
  return element('div', {}, list, element('hr'), shown(content.ok ? content.value : null, ''));
}

function parsed(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  return JSON.parse(text.ok ? text.value : 'null');
}

const locale = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const moment = (milliseconds: number): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(milliseconds);

function shown(value: unknown, member: string): Node {
  if (Array.isArray(value)) return element('ul', { class: value.some((one) => typeof one === 'object') ? 'content' : 'plain-list' }, ...value.map((one) => element('li', {}, shown(one, member))));
  if (value !== null && typeof value === 'object') return element('dl', { class: 'content' }, ...inOrder(value).map(([name, inner]) => element('div', {}, element('dt', {}, labelOf(name)), element('dd', { lang: isLanguage(name) ? name : locale, dir: 'auto' }, shown(inner, name)))));
  if (typeof value === 'boolean') return document.createTextNode(value ? '✓' : '–');
  if (KEYS.includes(member)) return inWords(String(value));
  const text = String(value), name = data.names[text] ?? placeNamed(text), day = dayOf(text);
  if (name !== undefined && name !== text) return element('span', {}, element('bdi', {}, name.replace(` (${text})`, '')), ' ', element('span', { class: 'quiet' }, text));
  return day === null ? element('bdi', {}, text) : element('span', {}, day, ' ', element('span', { class: 'quiet' }, text));
}

/** A place by all its names, where the page has them so. */
const placeNamed = (id: string): string | undefined => (data as Partial<ReportingData>).places?.find((one) => one.id === id)?.names.slice(0, 3).join(' / ');

const KEYS: readonly string[] = ['key', 'root'];

/** A key, and the words by which it is compared by voice: of these bytes, made here. */
function inWords(key: string): Node {
  const list = element('ol', { class: 'spoken-key' });
  void import('./spoken.ts').then(({ speak }) => speak(list, key));
  return element('div', {}, list, element('bdi', { class: 'digest' }, key));
}

const isLanguage = (name: string): boolean => data.languages.includes(name);
const labelOf = (name: string): string => data.labels[name] ?? (isLanguage(name) ? new Intl.DisplayNames([locale], { type: 'language' }).of(name) ?? name : name);

const ORDER = Object.keys(data.labels);
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
/** As the form asks; what it does not ask follows. */
const inOrder = (value: object): readonly (readonly [string, unknown])[] => Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));

/** A written time in words, as exact as it was written; instants as the clocks of their own offset show them. */
function dayOf(text: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(text);
  if (found === null || text.length > 25) return null;
  const [, year, month, day, hours = '0', minutes = '0'] = found;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...(found[4] === undefined ? {} : { timeStyle: 'short' as const }), timeZone: 'UTC' }).format(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes)));
}
