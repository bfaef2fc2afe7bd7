import { alertsOf, peopleOut, publicationOf, registerFile, speaksFor, windowsCalendar, writeAlert } from '#app';
import { asOfBound } from '#base';
import { utf8 } from '#record';
import type { Command } from './command.ts';
import { over } from './export.ts';

/** Writes a register for other programs, as the ending of the file says: `.csv` (with HXL hashtags), `.geojson`; windows as `.ics`, too. As of a time, or of the head of the record. Refuses `cli.export.register`, `time.*`. */
export const exportedRegister = over('export register', ['NAME', 'FILE'], ['--valid T', '--record T'], async (world, { dossier: { state, range }, words }, [name = '', file = ''], { valid, record }) => {
  const { zone } = state.charter, at = asOfBound(valid ?? null, zone, range.to), known = asOfBound(record ?? null, zone, range.known);
  if (!at.ok) return at.refusal;
  if (!known.ok) return known.refusal;
  const asOf = { valid: at.value, known: known.value }, ending = file.slice(file.lastIndexOf('.') + 1), content = name === 'windows' && ending === 'ics' ? windowsCalendar({ state }, asOf, words) : registerFile(state, asOf, name, ending);
  if (content === null) return { code: 'cli.export.register', name, file };
  world.save('', file, utf8(content));
  return words.say('cli.export.register', { name, file });
});

/** Writes the files on people that may be given to an actor now, as PFIF 1.4: by consent, each with the day on which that ends. Refuses `cli.export.people`. */
export const exportedPeople = over('export people', ['ACTOR', 'FILE'], [], async (world, { dossier: { slug, state, range }, words }, [actor = '', file = '']) => {
  const reader = state.actors.has(actor) ? speaksFor(state, undefined, actor) : null;
  if (reader === null) return { code: 'cli.export.people', actor };
  const { xml, ids } = peopleOut(state, { valid: Math.max(range.to, world.now()), known: range.known }, reader, `${slug}.counterpart.invalid`);
  world.save('', file, utf8(xml));
  return words.say('cli.export.people', { count: ids.length, file });
});

/** Writes each closure, outage, window and warning as an alert (CAP 1.2): the last word on it, which names those before. */
export const exportedAlerts = over('export alerts', ['DIR'], [], async (world, { dossier, words }, [folder = '']) => {
  const chains = alertsOf(dossier, { valid: dossier.range.to, known: dossier.range.known }, words);
  for (const one of chains) world.save(folder, `${one.id}.xml`, utf8(writeAlert(one)));
  return words.say('cli.export.alerts', { count: chains.length, folder });
});

const published = over('export public', ['DIR'], [], async (world, { dossier, words }, [folder = '']) => {
  const files = publicationOf(dossier, words), { quoted } = JSON.parse(files.get('reports.json') ?? '{}') as { readonly quoted: number };
  for (const [name, content] of files) world.save(folder, name, utf8(content));
  return words.say('cli.export.public', { count: files.size, folder, quoted });
});

/** Writes what may be published of the registers, blurred by the charter's rule: of what everybody may read, whoever asks, so that everybody makes the same bytes. */
export const exportedPublic: Command = { ...published, options: ['--data DIR'], run: (world, operands, options) => published.run(world, operands, { ...options, table: false }) };
