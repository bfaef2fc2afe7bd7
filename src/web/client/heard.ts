import { fetched } from './head.ts';
import { outgoing, wordsOf } from './outbox.ts';
import { data, element } from './page-data.ts';

interface Heard {
  readonly id: string;
  readonly said: string;
}

/** Entries of this device, the newest, whose reports are asked about. */
const MOST = 100;

/** What others have said meanwhile of what this device sent: checks, questions, replies; beside each, with the way to it. False where the line broke. */
export async function listen(): Promise<boolean> {
  const at = new Map<string, string>();
  for (const one of (await outgoing(data.process)).slice(-MOST)) if (one.position !== undefined) for (const id of (await wordsOf(one))?.values['reports'] ?? []) at.set(id, one.id);
  if (at.size === 0) return true;
  const answer = await fetched(`/${encodeURIComponent(data.slug)}/report/heard?of=${[...at.keys()].map(encodeURIComponent).join(',')}`), heard = answer === null ? null : await answer.json().catch(() => null) as readonly Heard[] | null;
  if (!Array.isArray(heard)) return answer?.status === 404;
  for (const { id, said } of heard as readonly Heard[]) {
    const line = document.getElementById(`out-${at.get(id) ?? ''}`), before = document.getElementById(`heard-${id}`), told = element('p', { id: `heard-${id}`, class: 'heard' }, element('a', { href: `/${encodeURIComponent(data.slug)}/reports/${encodeURIComponent(id)}` }, said));
    if (before === null) line?.append(told);
    else before.replaceWith(told);
  }
  return true;
}
