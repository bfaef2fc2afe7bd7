import { readSealed } from '#record';
import { allKeys, readingWith } from './device.ts';
import { fetched } from './head.ts';
import { data, element } from './page-data.ts';
import { keepPages } from './worker-link.ts';

/** Opens here what is sealed to a key of this device. The host learns that somebody asked for all letters, and not which of them opened. */
const place = document.getElementById('opened'), list = document.getElementById('letters');
if (place !== null && list !== null) void open(place, list);

interface Listed {
  readonly digest: string;
  readonly position: number;
  readonly erased: boolean;
}

async function open(place: HTMLElement, list: HTMLElement): Promise<void> {
  const keys = (await allKeys()).filter(({ key, place: at }) => at === data.process || data.people.some((one) => one.key === key)), letters = JSON.parse(place.dataset['sealed'] ?? '[]') as readonly Listed[];
  const [asking] = keys, reading = asking === undefined ? '' : await readingWith(asking, data.process);
  const sealing = asking === undefined || letters.length === 0 ? null : await import('./sealing.ts').catch(() => null); // 30 kB that only a reader of letters needs.
  let count = 0, away = false;
  for (const { digest, position, erased } of asking === undefined ? [] : letters.toReversed()) {
    const answer = erased ? null : await fetched(`/${encodeURIComponent(data.slug)}/body/${digest}`, { headers: { 'counterpart-reading': reading } });
    away ||= !erased && answer === null;
    const sealed = answer?.ok === true ? readSealed(new Uint8Array(await answer.arrayBuffer())) : null, opened = sealed?.ok === true ? await sealing?.openLetter(keys, digest, sealed.value) ?? null : null;
    if (opened === null) continue;
    count += 1;
    const { header, content } = opened.letter, who = data.people.find(({ key }) => key === header.author)?.who ?? header.author;
    list.append(element('article', { class: 'panel' }, element('h2', {}, (place.dataset['from'] ?? '').replace('{who}', who).replace('{position}', String(position))),
      ...(opened.right ? [] : [element('p', { class: 'warning', role: 'alert' }, place.dataset['wrong'] ?? '')]), said(content)));
  }
  place.textContent = `${(place.dataset['opened'] ?? '').replace('{count}', String(count))} ${away ? place.dataset['away'] ?? '' : ''}`;
  void keepPages([location.pathname]);
}

function said(content: unknown): Node {
  if (Array.isArray(content)) return element('ul', {}, ...content.map((one) => element('li', {}, said(one))));
  if (content === null || typeof content !== 'object') return element('bdi', {}, String(content));
  return element('dl', { class: 'content' }, ...Object.entries(content).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, said(value)))));
}
