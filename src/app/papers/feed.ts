import { hex, sha256, utf8 } from '#record';
import { concerning, recordLines } from '#views';
import type { RecordLine, Topic } from '#views';
import { writeFeed } from '#wire';
import type { Words } from '#words';
import type { App } from '../app.ts';
import { topicKey, topicLabel } from './news.ts';

const LATEST = 50;

/** The latest entries of a record, or of what concerns a topic, for programs that ask from time to time (Atom). `pages`: address of the process. `null` if there is no such process. */
export async function feedOf(app: App, slug: string, words: Words, pages: string, topic?: Topic): Promise<string | null> {
  const dossier = await app.dossier(slug);
  if (dossier === null) return null;
  const { state, range } = dossier, all = recordLines(state), chosen = topic === undefined ? all : concerning(state, topic, { valid: range.to, known: range.known }).flatMap((position) => all[position] ?? []), lines = chosen.slice(-LATEST).toReversed();
  const nameOf = (author: string): string => [...state.participants.values()].find(({ id }) => id === author)?.name ?? author;
  const entryOf = (line: RecordLine) => {
    const found = line.title === null ? null : words.text(line.title), language = found?.language;
    return {
      id: `urn:sha256:${line.entry}`, title: words.say('papers.feed.entry', { position: line.position, kind: words.say(`kind.${line.kind}`) }), updated: line.recorded, author: nameOf(line.author),
      page: `${pages}/record/${line.position}`, summary: found?.words ?? '', ...(language === undefined || language === 'und' ? {} : { language }),
    };
  };
  return writeFeed({
    id: `urn:sha256:${topic === undefined ? state.process : hex(sha256(utf8(`counterpart/feed/v1\n${state.process}\n${topicKey(topic)}\n`)))}`, title: [words.text(state.charter.title).words, ...(topic === undefined ? [] : [topicLabel(dossier, words, topic)])].join(' – '), language: words.locale, updated: lines[0]?.recorded ?? 0,
    self: `${pages}/changes.atom${topic === undefined ? '' : `?about=${encodeURIComponent(topicKey(topic))}`}`, pages, entries: lines.map(entryOf),
  });
}
