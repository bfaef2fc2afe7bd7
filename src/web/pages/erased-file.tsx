import { InWords } from '../components/text.tsx';
import type { PageOf } from '../visit.ts';
import { href } from '../visit.ts';

/** Of a file of evidence that went with the words that named it: by whose entry, when, why, and what these words were. What was not for everybody is said to nobody else. */
export const erasedFilePage: PageOf = async (visit, params) => {
  const { app, words, dossier: { slug, state } } = visit, digest = params['digest'] ?? '', naming = await app.naming(slug, digest);
  if (naming === null || naming.standing || naming.erasure === null || (naming.reserved && visit.reader === undefined)) return null;
  const { position, by, recorded, named } = naming.erasure, person = state.participants.get(by), reason = state.erased.get(naming.erasure.of)?.value.reason;
  const entry = (at: number): object => <a href={href(visit, `record/${at}`)}>{words.say('entry.title', { position: words.number(at) })}</a>;
  return {
    title: words.say('erased-file.title'), status: 410,
    main: (
      <>
        <h1>{words.say('erased-file.title')}</h1>
        <p>{words.say('erased-file.what')}</p>
        <dl class="facts">
          <dt>{words.say('erased-file.by')}</dt><dd><bdi>{person?.name ?? by}</bdi>{person?.actor === undefined ? null : <> (<bdi>{person.actor}</bdi>)</>}</dd>
          <dt>{words.say('erased-file.when')}</dt><dd>{words.moment(recorded)}</dd>
          <dt>{words.say('erased-file.entry')}</dt><dd>{entry(position)}</dd>
          {reason === undefined ? null : <><dt>{words.say('erased-file.reason')}</dt><dd><InWords text={reason} words={words} /></dd></>}
          <dt>{words.say('erased-file.named')}</dt><dd><ul class="plain-list">{named.map((at) => <li key={at}>{entry(at)}</li>)}</ul></dd>
          <dt>{words.say('erased-file.digest')}</dt><dd><code class="digest">{digest}</code></dd>
        </dl>
      </>
    ),
  };
};
