import type { Page, Visit } from '../visit.ts';
import { actHref } from './page.tsx';
import { DeviceData } from './data.tsx';

/** Sealed letters, opened on this device: the page names all there are, the script opens those that are for its reader. */
export const lettersPage = async (visit: Visit): Promise<Page | null> => {
  const { words, dossier: { state } } = visit;
  if (state.charter.kind !== 'live') return null;
  const letters = [...state.sealed].map(([digest, { position, entry }]) => ({ digest, position, erased: state.erased.has(entry) }));
  return {
    title: words.say('letters.title'), scripts: ['letters'], exit: true,
    main: (
      <>
        <h1>{words.say('letters.title')}</h1>
        <p>{words.say('letters.intro', { count: letters.length })} <a href={actHref(visit, 'statement', { audience: 'sealed' })}>{words.say('letters.write')}</a></p>
        <noscript><p class="warning">{words.say('letters.no-script')}</p></noscript>
        <p id="opened" role="status" class="quiet" data-sealed={JSON.stringify(letters)} data-opened={words.say('letters.opened', { count: '{count}' })} data-wrong={words.say('letters.wrong')} data-from={words.say('letters.from', { who: '{who}', position: '{position}' })} data-away={words.say('letters.away')}></p>
        <div id="letters"></div>
        <DeviceData visit={visit} act={null} people={[]} />
      </>
    ),
  };
};
