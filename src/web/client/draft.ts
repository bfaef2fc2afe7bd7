/**
 * What would follow from a draft, shown while it is written; without this script the button does the same.
 * Every word is kept on the device at once, and stays there until it is cleared.
 */
const form = document.querySelector<HTMLFormElement>('#draft');
const field = form?.querySelector('textarea') ?? null;
if (form !== null && field !== null) start(form, field);

const PAUSE = 400;

function start(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const name = `draft ${new URL(form.action).pathname}`, kept = localStorage.getItem(name);
  if (kept !== null && field.dataset['fresh'] === 'yes') field.value = kept;
  let waiting = 0;
  field.addEventListener('input', () => {
    localStorage.setItem(name, field.value);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void update(form), PAUSE);
  });
  if (kept !== null && field.dataset['fresh'] === 'yes') void update(form);
}

let latest = 0;

/** Puts what follows from the text in place of what followed before. A newer text overtakes an older answer. */
async function update(form: HTMLFormElement): Promise<void> {
  const turn = ++latest, text = new FormData(form).get('text');
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams({ text: typeof text === 'string' ? text : '' }) }).catch(() => null);
  const fresh = answer === null ? null : new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#preview');
  if (turn === latest && fresh !== null) document.querySelector('#preview')?.replaceWith(document.adoptNode(fresh));
}
