import { mayRead, saidOf } from '../acts/readers.ts';
import type { Reads } from '../acts/readers.ts';
import { answersOf } from './form-values.ts';
import { data, say } from './page-data.ts';

/** Who will read a file on a person, said while it is filled in: by the consents in it, until readers are chosen by hand. */
export function followReaders(form: HTMLFormElement): void {
  const people = data.people.map(({ id, who, sides = [], reading }): Reads => ({ id, who, sides, ...(reading === undefined ? {} : { reading }) })), boxes = [...form.querySelectorAll<HTMLInputElement>('[name=readers]')], line = form.querySelector<HTMLElement>('#read-by');
  const meantNow = (): readonly string[] => { const answers = answersOf(form); return mayRead(answers, people, answers['as']?.[0] ?? '').readers.map(({ id }) => id); };
  if (line === null) return;
  let byHand = boxes.some(({ checked, value }) => checked && !meantNow().includes(value));
  const tell = (): void => {
    const answers = answersOf(form), meant = mayRead(answers, people, answers['as']?.[0] ?? ''), audience = answers['audience']?.[0] ?? '';
    if (!byHand) for (const box of boxes) box.checked = audience === 'sealed' && meant.readers.some(({ id }) => id === box.value);
    const chosen = people.filter(({ id, reading }) => reading !== undefined && boxes.some(({ value, checked }) => checked && value === id)), said = saidOf(audience, { ...meant, readers: chosen }, people);
    line.replaceChildren(say(`act.reads.${said}`, { who: listed(chosen), count: line.dataset['count'] ?? '' }), ...(audience === 'sealed' && said !== 'no-key' && meant.without.length > 0 ? [' ', say('act.reads.without', { who: listed(meant.without) })] : []));
  };
  form.addEventListener('change', ({ target }) => {
    byHand ||= target instanceof HTMLInputElement && target.name === 'readers';
    tell();
  });
  tell();
}

const listed = (people: readonly Reads[]): string => new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(people.map(({ who }) => who));
