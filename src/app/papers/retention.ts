import type { Instant } from '#base';
import { civilDay } from '#base';
import { hex, sha256, utf8 } from '#record';
import { REMINDED, retained } from '#views';
import type { Retained } from '#views';
import { writeMail } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';
import type { Reminder } from './reminders.ts';

/**
 * A letter to everybody whose side keeps files on people that end within thirty days or should be gone: which, why, and the command that erases each with all that rests on it. No name of a person sought stands in it.
 * Nothing is erased by a program alone: words go by the signature of their own side.
 */
export function retentionMails(dossier: Dossier, speak: (language: string, zone: string) => Words, now: Instant): readonly Reminder[] {
  const { state, slug, range } = dossier, { charter: { zone, title, languages }, participants, revoked } = state, words = speak(languages[0] ?? 'en', zone), asOf = { valid: Math.max(now, range.to), known: range.known };
  const people = [...participants.values()].filter(({ key, actor }) => !revoked.has(key) && actor !== undefined);
  return people.flatMap((person): readonly Reminder[] => {
    const files = retained(state, asOf, person).filter(({ word }) => word === 'soon' || word === 'due'), day = civilDay(asOf.valid - 1, zone);
    if (files.length === 0) return [];
    const line = ({ person: { value }, end, entries, word }: Retained): string => `- ${words.say('retention.line', { id: value.id, day: words.day(civilDay((end?.at ?? 1) - 1, zone)), why: words.say(`retention.why.${end?.why ?? 'expiry'}`), state: words.say(`retention.word.${word}`) })}\n  counterpart erase ${slug} ${entries.at(-1)?.position ?? ''} --as ${person.id}`;
    const text = [words.say('papers.mail.to', { name: person.name }), words.say('retention.mail.what', { count: files.length, days: REMINDED / 86_400 }), files.map(line).join('\n'), words.say('retention.how')].join('\n\n');
    const id = hex(sha256(utf8(`counterpart/retention/v1\n${state.process}\n${person.id}\n${day}\n${files.map(({ person: { value } }) => value.id).join(' ')}\n`))).slice(0, 32);
    const mail = writeMail({ id: `${id}@counterpart.invalid`, date: asOf.valid, from: { name: words.text(title).words, address: 'no-reply@counterpart.invalid' }, to: { name: person.name }, subject: words.say('retention.mail.subject', { count: files.length }), texts: [{ language: words.locale, words: text }] });
    return [{ name: `${day}-${person.id}-${id.slice(0, 8)}.eml`, mail }];
  });
}
