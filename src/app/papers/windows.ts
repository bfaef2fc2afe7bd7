import { civilDay, endOf, span } from '#base';
import { hex, sha256, utf8 } from '#record';
import type { AsOf } from '#compliance';
import { accessViews, namesOf } from '#views';
import type { AccessView } from '#views';
import { writeCalendar } from '#wire';
import type { CalendarEvent } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';

const DAY = 86_400;

/** Windows of safe access as a calendar: tentative until everybody who was notified has acknowledged it - which permits nothing -, cancelled where whoever asked for it said so or another took its place. */
export function windowsCalendar({ state }: Pick<Dossier, 'state'>, asOf: AsOf, words: Words, pages?: string): string {
  const { zone, title } = state.charter, label = (id: string): string => words.text(state.actors.get(id)?.label ?? { und: id }).words;
  const events = accessViews(state, asOf).flatMap(({ window: { value, source }, notified, outcomes, monitored, replacedBy }): readonly CalendarEvent[] => {
    const from = span(value.from, zone), to = span(value.to, zone), names = state.places.get(value.place)?.names, steps = [...notified.flatMap(({ step }) => step ?? []), ...outcomes, ...(monitored === null ? [] : [monitored])];
    if (!from.ok || !to.ok) return [];
    const answers = notified.map(({ by, step }) => `${label(by)}: ${words.say(`access.step.${step === null ? 'nothing' : step.value.step}`)}`);
    return [{
      uid: `${hex(sha256(utf8(`counterpart/calendar/v1\n${state.process}\nwindow/${value.id}\n`))).slice(0, 32)}@counterpart.invalid`, sequence: steps.length + replacedBy.length, stamp: Math.max(source.known, ...steps.map((step) => step.source.known)),
      at: value.from.includes('T') ? { from: from.value.from, to: endOf(to.value) } : { day: value.from, to: civilDay(endOf(to.value), zone) }, status: standing(notified, outcomes, replacedBy), busy: true, remind: DAY, title: words.text(value.what).words,
      description: [`${words.say('access.asked-by')}: ${label(value.by)}`, ...answers, words.say('access.how')].join('\n'), place: names === undefined ? value.place : namesOf(names, 'both', [words.locale, 'en']).map((name) => name.words).join(' / '), ...(pages === undefined ? {} : { url: `${pages}/registers/windows` }),
    }];
  });
  return writeCalendar({ name: `${words.text(title).words} – ${words.say('register.windows')}`, language: words.locale, events });
}

function standing(notified: AccessView['notified'], outcomes: AccessView['outcomes'], replacedBy: readonly string[]): CalendarEvent['status'] {
  if (replacedBy.length > 0 || outcomes.some(({ value }) => value.step === 'cancelled')) return 'cancelled';
  return notified.every(({ step }) => step?.value.step === 'acknowledged') ? 'confirmed' : 'tentative';
}
