import type { JSX } from 'preact';
import type { Words } from '#words';
import { SpokenKey } from '../components/spoken-key.tsx';
import type { Trusted } from './app.tsx';

/** Systems by name, each with so many steps. */
const SYSTEMS = { ios: 4, android: 3, windows: 4, macos: 3, linux: 3, firefox: 3 } as const;

/** Compare, take, install, enter: one after the other, each for one decision. */
export function TrustSteps({ words, trusted, secure }: { readonly words: Words; readonly trusted: Trusted; readonly secure: string }): JSX.Element {
  return (
    <>
      <h1>{words.say('trust.title')}</h1>
      <p>{words.say('trust.why')}</p>
      <h2>{words.say('trust.compare')}</h2>
      <p>{words.say('trust.compare.text')}</p>
      <SpokenKey value={trusted.digest} words={words} />
      <p>{words.say('trust.compare.digest')} <code class="digest">{pairs(trusted.digest)}</code></p>
      <h2>{words.say('trust.take')}</h2>
      <p><a class="button" href="/authority.crt">{words.say('trust.take.link')}</a></p>
      <p>{words.say('trust.take.text', { names: words.list(trusted.names), until: words.day(trusted.until) })}</p>
      <h2>{words.say('trust.install')}</h2>
      {(Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[]).map((system) => (
        <details key={system}>
          <summary>{words.say(`trust.${system}`)}</summary>
          <ol>{Array.from({ length: SYSTEMS[system] }, (_, step) => <li key={step}>{words.say(`trust.${system}.${step + 1}`)}</li>)}</ol>
        </details>
      ))}
      <h2>{words.say('trust.enter')}</h2>
      <p>{words.say('trust.enter.text')}</p>
      <p><a class="button" href={secure}>{words.say('trust.enter.link')}</a> <code class="digest">{secure}</code></p>
      <h2>{words.say('trust.after')}</h2>
      <p>{words.say('trust.after.text')}</p>
    </>
  );
}

/** As systems show a fingerprint. */
const pairs = (digest: string): string => (digest.match(/../g) ?? []).join(' ');
