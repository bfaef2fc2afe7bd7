import type { Refusal } from '#base';
import { fetched } from './head.ts';
import { clearDraft, draftName, keepDraft } from './drafts.ts';
import type { Outgoing } from './outbox.ts';
import { forget, outgoing, wordsOf } from './outbox.ts';
import { button, data, element, say } from './page-data.ts';

/** One signed entry: what it is, and what became of it. */
export function outgoingLine(one: Outgoing): HTMLElement {
  const line = element('li', { id: `out-${one.id}`, class: 'outgoing', 'data-step': one.step }, element('strong', {}, one.title), ' ', element('span', { class: 'tag' }, stepWords(one)));
  if (one.position !== undefined) line.append(' ', element('a', { href: `/${encodeURIComponent(one.slug)}/record/${one.position}` }, say('device.recorded', { position: one.position })));
  if (one.files !== undefined) line.append(' ', element('span', { class: 'quiet' }, say('device.files', { count: one.files.length })));
  if (one.refusal !== undefined) line.append(refused(one, one.refusal));
  if (one.step === 'kept') line.append(' ', button(say('device.delete'), async () => { await forget(one.id); line.remove(); }, 'minor'));
  return line;
}

/** Lines that are shown as they are by now: another tab, or another script of this page, may have handed them in. */
export async function freshen(process: string): Promise<void> {
  for (const one of await outgoing(process)) {
    const line = document.getElementById(`out-${one.id}`);
    if (line !== null && line.dataset['step'] !== one.step) line.replaceWith(outgoingLine(one));
  }
}

const stepWords = ({ step }: Outgoing): string => (step === 'recorded' ? say('device.given') : say(`device.${step}`));

/** The rule that refused it, in words; its own words are there to be changed and handed in again. */
function refused(one: Outgoing, refusal: Refusal): HTMLElement {
  const said = element('p', {}, refusal.code), again = button(say('device.words-again'), () => anew(one), 'minor');
  void fetched(`/${encodeURIComponent(one.slug)}/said${location.search}`, { method: 'POST', body: JSON.stringify(refusal) }).then(async (answer) => {
    const { sentence } = answer?.ok === true ? await answer.json() as { readonly sentence: string } : { sentence: refusal.code };
    said.textContent = `${sentence} ${say('device.rule', { code: refusal.code })}`;
  });
  return element('div', { class: 'warning', role: 'alert' }, said, ...(one.step === 'refused' && one.act !== 'intake' ? [element('p', {}, say('device.your-words'), ' ', again)] : []));
}

/** Where the form of an act, or of a report, is filled in. */
export const formHref = (act: string): string => `/${encodeURIComponent(data.slug)}/${act.startsWith('report/') ? `report?form=${act.slice(7)}` : `act/${act}`}`;

/** Back to the form, with the words as they were. */
async function anew(one: Outgoing): Promise<void> {
  const words = await wordsOf(one), name = draftName(`${one.slug}/${one.act}`, '');
  if (words === null) return;
  const { 'id-of-entry': _used, ...values } = words.values;
  await clearDraft(name);
  await keepDraft(name, values);
  await forget(one.id);
  location.assign(formHref(one.act));
}
