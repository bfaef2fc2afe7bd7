import type { JSX } from 'preact';
import type { Visit } from '../visit.ts';

/** The head of the log, to compare with one's own copy. */
export function HeadFacts({ visit: { words, dossier: { head } } }: { readonly visit: Visit }): JSX.Element {
  return (
    <dl class="facts">
      <dt>{words.say('record.size')}</dt><dd>{words.number(head.size)}</dd>
      <dt>{words.say('record.root')}</dt><dd><code class="digest">{head.root}</code></dd>
      <dt>{words.say('record.origin')}</dt><dd><code class="digest">{head.origin}</code></dd>
      <dt>{words.say('record.host-key')}</dt><dd><code class="digest">{head.hostKey}</code></dd>
    </dl>
  );
}
