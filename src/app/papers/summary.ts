import { civilDay, ok, refuse, span } from '#base';
import type { Interval, Result } from '#base';
import type { AsOf } from '#compliance';
import { hex, sha256, utf8 } from '#record';
import { DAY_TOPICS, dayLines, toldDays, verdictOf } from '#views';
import type { DayLine, DayTopic, Sourced, StatusChange } from '#views';
import { writeMail } from '#wire';
import type { Words } from '#words';
import type { App, Dossier } from '../app.ts';
import { appointmentsOf } from './calendar.ts';

/** A sentence of a summary with what it rests on. `said`: words of the record that it repeats, in the language that they are in. */
export interface SummaryLine {
  readonly sentence: string;
  readonly said: { readonly language: string; readonly words: string } | null;
  readonly sources: readonly Sourced[];
}

/** What a record tells of one day, in the reader's words. */
export interface Summary {
  readonly day: string;
  /** The days before and after of which something is told. */
  readonly before: string | null;
  readonly after: string | null;
  /** Only those in which there is something. */
  readonly sections: readonly { readonly topic: DayTopic | 'changed' | 'due'; readonly lines: readonly SummaryLine[] }[];
}

const WEEK = 7 * 86_400;
/** Of a line that rests on very many things so many are named: the others are in the registers. */
export const SOURCES_NAMED = 12;

/** What a summary says, its page and its letter included: enough to be told in a language that the house does not speak yet. */
const SENTENCES = /^(?:summary\..+|refusal\.summary\.day|category\.[^.]+|outcome\.[^.]+|checked\.[^.]+|verdict\.[^.]+|kind\.(?:statement|meeting|finding|act)|claim\.became\.(?!caption$).+|living\.level\.[^.]+|perspective\.agreed|shell\.(?:asof|latest|check|whose)|follow\.title)$/;

/** The words of a summary: of the reader's language where it has them all. */
export const summaryWords = (words: Words): Words => words.part(SENTENCES);

/**
 * The situation of one civil day, each sentence by whose account and with its sources; `day` null: the last of which something is told.
 * It knows what was known at `asOf.known`. `null` if there is no such process. Refuses what is no day: `summary.day`.
 */
export async function summaryOf(app: App, slug: string, words: Words, day: string | null, asOf?: AsOf): Promise<Result<Summary> | null> {
  const dossier = await app.dossier(slug);
  if (dossier === null) return null;
  const { state, range } = dossier, { zone } = state.charter, at = asOf ?? { valid: range.to, known: range.known }, days = toldDays(state, at), last = civilDay(at.valid - 1, zone);
  const chosen = day ?? days.findLast((one) => one <= last) ?? last, read = span(chosen, zone);
  if (!read.ok || chosen.length !== 10 || read.value.to === null) return refuse('summary.day', { day: chosen.slice(0, 40) });
  const within = { from: read.value.from, to: read.value.to }, then = { valid: within.to, known: at.known }, lines = Map.groupBy(dayLines(state, within, then), ({ topic }) => topic);
  const told = DAY_TOPICS.map((topic) => ({ topic, lines: (lines.get(topic) ?? []).map((line) => lineIn(dossier, words, line)) }));
  const sections = [...told, { topic: 'changed' as const, lines: await changed(app, dossier, words, within, at) }, { topic: 'due' as const, lines: await due(app, dossier, words, within) }];
  return ok({ day: chosen, before: days.findLast((one) => one < chosen) ?? null, after: days.find((one) => one > chosen) ?? null, sections: sections.filter((section) => section.lines.length > 0) });
}

const nameOf = ({ state: { actors } }: Dossier, words: Words, id: string | null): string => (id === null ? '' : words.text(actors.get(id)?.label ?? { und: id }).words);

function lineIn(dossier: Dossier, words: Words, { topic, by, text, count, disputed, facts, sources }: DayLine): SummaryLine {
  const claim = topic === 'claims' ? dossier.state.matters.get(sources[0]?.id ?? '') : undefined, who = claim?.kind === 'claim' ? words.text(claim.value.asserter).words : nameOf(dossier, words, by);
  const named = (key: string, value: string | number | undefined): string => (words.has(`${key}.${value}`) ? words.say(`${key}.${value}`) : String(value ?? '').replaceAll('-', ' '));
  const kind = topic === 'reports' ? named('category', facts['category']) : topic === 'checks' ? named('checked', facts['step']) : topic === 'passages' ? named('outcome', facts['outcome']) : topic === 'said' ? named('kind', facts['kind']) : topic === 'warnings' ? named('living.level', facts['level']) : '';
  const key = topic === 'access' ? `summary.access.${facts['step']}` : topic === 'replies' ? `summary.replies.${facts['what']}` : `summary.line.${topic}`;
  return { sentence: words.say(key, { ...facts, who: who === '' ? words.say('summary.nobody') : who, count, disputed, kind, became: facts['became'] === undefined ? '' : words.say(`claim.became.${facts['became']}`) }), said: text === null ? null : words.text(text), sources };
}

/** Commitments that stand otherwise at the end of the day than at its beginning, by each account, with what is on record now. */
async function changed(app: App, dossier: Dossier, words: Words, day: Interval & { readonly to: number }, { known }: AsOf): Promise<readonly SummaryLine[]> {
  const found = await app.changes(dossier.slug, { from: { valid: day.from, known }, to: { valid: day.to, known } });
  return (found?.changes ?? []).flatMap((change) => changeIn(dossier, words, change));
}

function changeIn(dossier: Dossier, words: Words, { before, after }: StatusChange): readonly SummaryLine[] {
  const held = dossier.state.commitments.get(after.commitment), whose = dossier.perspectives.find(({ id }) => id === after.perspective);
  if (held === undefined) return [];
  const verdict = (status: StatusChange['after']): string => words.say(`verdict.${verdictOf(status, held.value).word}`), from = verdict(before), to = verdict(after);
  if (from === to) return [];
  const who = whose?.kind === 'agreed' ? words.say('perspective.agreed') : words.list((whose?.kind === 'actor' ? [whose.id] : whose?.members ?? [after.perspective]).map((id) => nameOf(dossier, words, id)));
  return [{ sentence: words.say('summary.line.changed', { who, from, to, reading: after.reading ?? 'none' }), said: words.text(held.value.title), sources: [{ id: after.commitment, page: `commitments/${encodeURIComponent(after.commitment)}`, position: held.source.position }] }];
}

/** What falls due in the week after. */
async function due(app: App, { slug, state }: Dossier, words: Words, day: { readonly to: number }): Promise<readonly SummaryLine[]> {
  const all = (await appointmentsOf(app, slug))?.all ?? [], start = ({ at }: (typeof all)[number]): number => { const read = 'from' in at ? null : span(at.day, state.charter.zone); return 'from' in at ? at.from : read?.ok === true ? read.value.from : 0; };
  return all.filter((one) => one.state !== 'cancelled' && start(one) >= day.to && start(one) < day.to + WEEK).map((one) => {
    const position = state.positions.get(one.id), found = words.text(one.title);
    return { sentence: words.say(`summary.due.${one.what}`, { at: 'day' in one.at ? words.day(one.at.day) : words.moment(one.at.from) }), said: found, sources: position === undefined ? [] : [{ id: one.id, page: one.what === 'due' ? `commitments/${encodeURIComponent(one.id)}` : `record/${position}`, position }] };
  });
}

/** The summary of a day as a letter to be sent on from one's own mail program, in the reader's language; `pages`: where the process is shown, without a slash at the end. */
export function summaryMail({ state }: Dossier, words: Words, { day, sections }: Summary, pages: string | null): string {
  const title = words.text(state.charter.title).words, subject = words.say('summary.mail.subject', { title, day: words.day(day) });
  const from = ({ page, id }: Sourced): string => (pages === null ? id : `${pages}/${page}`), said = ({ sentence, said: own, sources }: SummaryLine): string => `- ${sentence}${own === null ? '' : ` ${own.words}`}\n  ${[...sources.slice(0, SOURCES_NAMED).map(from), ...(sources.length > SOURCES_NAMED ? [words.say('summary.sources.more', { count: sources.length - SOURCES_NAMED })] : [])].join('\n  ')}`;
  const body = [subject, words.say('summary.how'), ...(words.locale === 'en' ? [] : [words.say('summary.rendering')]), ...(sections.length === 0 ? [words.say('summary.nothing')] : sections.map(({ topic, lines }) => `${words.say(`summary.topic.${topic}`)}\n\n${lines.map(said).join('\n')}`))].join('\n\n');
  const id = hex(sha256(utf8(`counterpart/summary/v1\n${state.process}\n${day}\n${words.reader}\n${state.size}\n`))).slice(0, 32), at = span(day, state.charter.zone);
  return writeMail({ id: `${id}@counterpart.invalid`, date: at.ok ? at.value.to ?? at.value.from : 0, from: { name: title, address: 'no-reply@counterpart.invalid' }, to: { name: words.say('summary.mail.to') }, subject, texts: [{ language: words.locale, words: body }] });
}
