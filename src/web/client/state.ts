/**
 * The day of the state, dragged along the timeline. Without this script the date field and its button do the same.
 * The slider moves over the days on which the record has something, marks drawn where they are in time; letting go fetches the page for that day.
 */
const DAY = 86_400_000;

const field = document.querySelector<HTMLInputElement>('#valid');
const form = document.querySelector<HTMLFormElement>('#choices');
if (field?.min && field.max && form) start(field, form);

function start(field: HTMLInputElement, form: HTMLFormElement): void {
  const first = Date.parse(field.min);
  const days = Math.round((Date.parse(field.max) - first) / DAY);
  if (days < 1) return;
  const dayOf = (value: string): number => Math.round((Date.parse(value) - first) / DAY);
  const { lang } = document.documentElement;
  const words = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' });
  const { slider, output } = build(field, days);
  const show = (): void => {
    const date = new Date(first + slider.valueAsNumber * DAY);
    output.textContent = words.format(date);
    slider.setAttribute('aria-valuetext', output.textContent);
    field.value = date.toISOString().slice(0, 10);
  };
  slider.value = String(dayOf(field.value));
  show();
  slider.addEventListener('input', show);
  slider.addEventListener('change', () => void update(form));
  field.addEventListener('change', () => {
    if (!field.validity.valid || field.value === '') return;
    slider.value = String(dayOf(field.value));
    show();
    void update(form);
  });
}

function build(field: HTMLInputElement, days: number): { readonly slider: HTMLInputElement; readonly output: HTMLOutputElement } {
  const slider = Object.assign(document.createElement('input'), { type: 'range', id: 'day', min: '0', max: String(days), step: '1' });
  const label = Object.assign(document.createElement('label'), { htmlFor: 'day', textContent: `${field.dataset['label'] ?? ''} ` });
  const output = document.createElement('output');
  output.setAttribute('for', 'day');
  const box = document.createElement('div');
  box.className = 'slider';
  box.append(label, output, slider, marks(field.dataset['marks'] ?? '', days));
  field.closest('.times')?.after(box);
  return { slider, output };
}

/** Marks run with the reading direction, as the slider does. */
function marks(list: string, days: number): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${days} 1`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const mirrored = document.documentElement.dir === 'rtl';
  for (const day of list.split(' ').filter((item) => item !== '')) {
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    const x = String(mirrored ? days - Number(day) : Number(day));
    for (const [name, value] of [['x1', x], ['x2', x], ['y1', '0'], ['y2', '1']] as const) line.setAttribute(name, value);
    svg.append(line);
  }
  return svg;
}

let latest = 0;

/** Puts the state of the chosen day in place of the one shown, and its short summary into the live region. A newer choice overtakes an older answer; a failure loads the page itself. */
async function update(form: HTMLFormElement): Promise<void> {
  const shown = document.querySelector('#state');
  if (shown === null) return;
  const turn = ++latest;
  const query = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value]] : [])));
  const address = `${form.action.split('?')[0] ?? ''}?${query.toString()}`;
  shown.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#state');
    if (turn !== latest) return;
    if (fresh === null) throw new Error('no state in the answer');
    shown.replaceWith(document.adoptNode(fresh));
    const line = page.querySelector('.asof');
    if (line !== null) document.querySelector('.asof')?.replaceWith(document.adoptNode(line));
    history.replaceState(null, '', address);
    announce(`${line?.firstChild?.textContent ?? ''} ${fresh.querySelector('#in-short')?.textContent ?? ''}`);
  } catch {
    if (turn === latest) location.assign(address);
  }
}

function announce(sentence: string): void {
  const region = document.querySelector('#announced');
  if (region !== null) region.textContent = sentence;
}
