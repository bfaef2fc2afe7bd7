/** What the desk of the host answers to a script: what was asked for, or a refusal in the reader's words; `null` where it is not reached. */
export type Answered = { readonly ok: true; readonly value: { readonly [member: string]: unknown } } | { readonly ok: false; readonly text: string } | null;

export async function askDesk(url: string, body: object): Promise<Answered> {
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null);
  const said = await answer?.json().catch(() => null) as { readonly [member: string]: unknown } | null | undefined;
  if (answer == null || said == null) return null;
  return answer.ok ? { ok: true, value: said } : { ok: false, text: String(said['text'] ?? said['code'] ?? '') };
}

/** Puts a sentence where it is read out. Quiet where it went well. */
export function sayAt(place: HTMLElement | null, text: string, wrong = true): void {
  if (place === null) return;
  const sentence = document.createElement('p');
  sentence.textContent = text;
  sentence.className = wrong ? 'warning' : 'panel';
  place.replaceChildren(...(text === '' ? [] : [sentence]));
}

export const show = (id: string, shown = true): void => { const place = document.getElementById(id); if (place !== null) place.hidden = !shown; };
