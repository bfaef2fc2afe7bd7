import { civilDay, ok, span } from '#base';
import type { Result } from '#base';
import { hex, sha256, utf8 } from '#record';
import { concerning, namesOf, recordLines, topicOf } from '#views';
import type { Topic } from '#views';
import { writeMail } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';

const WEEK = 7 * 86_400;

/** As `topicOf` reads it. */
export const topicKey = ({ of, id }: Topic): string => (id === '' ? of : `${of}:${id}`);

/** A topic in the reader's words: the names of a place, the title of a commitment, a register. */
export function topicLabel({ state }: Pick<Dossier, 'state'>, words: Words, topic: Topic): string {
  switch (topic.of) {
    case 'place': return namesOf(state.places.get(topic.id)?.names ?? {}, 'both', [words.locale, 'en']).map((name) => name.words).join(' / ');
    case 'commitment': return `${topic.id} ${words.text(state.commitments.get(topic.id)?.value.title ?? {}).words}`;
    case 'register': return words.say(`register.${topic.id}`);
    case 'claims': return words.say('claims.title');
  }
}

/**
 * What came on record of a topic since a time, else in the week before the head of the record, as a letter to be sent on: whoever sends it fills in to whom, and no server knows.
 * `about`: as `topicOf` reads it; `pages`: where the process is shown, without a slash at the end. Refuses `follow.topic`, `time.*`.
 */
export function newsMail(dossier: Dossier, words: Words, about: string, since: string | null, pages: string | null): Result<string> {
  const topic = topicOf(dossier.state, about);
  return topic.ok ? newsOf(dossier, words, topic.value, since, pages) : topic;
}

function newsOf(dossier: Dossier, words: Words, topic: Topic, since: string | null, pages: string | null): Result<string> {
  const { state, range } = dossier, { zone, kind, title } = state.charter, read = since === null || since === '' ? ok({ from: range.known - WEEK }) : span(since, zone);
  if (!read.ok) return read;
  const { from } = read.value;
  const all = recordLines(state), came = concerning(state, topic, { valid: range.to, known: range.known }).flatMap((position) => all[position] ?? []).filter((line) => (kind === 'live' ? line.recorded : line.known) >= from);
  const subject = words.say('follow.mail.subject', { title: words.text(title).words, about: topicLabel(dossier, words, topic) });
  const lines = came.map((line) => `- ${words.say('papers.feed.entry', { position: line.position, kind: words.say(`kind.${line.kind}`) })}${line.title === null ? '' : `: ${words.text(line.title).words}`}${pages === null ? '' : `\n  ${pages}/record/${line.position}`}`);
  const body = [subject, words.say('follow.mail.since', { day: words.day(civilDay(from, zone)), count: came.length }), ...(lines.length === 0 ? [] : [lines.join('\n')]), words.say('follow.mail.why')].join('\n\n');
  const id = hex(sha256(utf8(`counterpart/news/v1\n${state.process}\n${topicKey(topic)}\n${from}\n${state.size}\n`))).slice(0, 32);
  return ok(writeMail({ id: `${id}@counterpart.invalid`, date: range.known, from: { name: words.text(title).words, address: 'no-reply@counterpart.invalid' }, to: { name: words.say('summary.mail.to') }, subject, texts: [{ language: words.locale, words: body }] }));
}
