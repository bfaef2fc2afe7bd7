import type { JSX } from 'preact';
import type { Words } from '#words';

/**
 * A map that moves, in place of the drawing, for those whose browser can draw it and who ask for it: its program is larger than the whole page.
 * Without script this is not there. `data`: where its data are; `entry` and `report`: where an entry and a report have their pages, `{id}` in the place of their number or id.
 */
export function MovingMap({ words, data, entry, report }: { readonly words: Words; readonly data: string; readonly entry: string; readonly report: string }): JSX.Element {
  const say = (key: string): string => words.say(`map.moving.${key}`);
  return (
    <section id="moving" class="moving" hidden aria-label={say('title')} data-points={data} data-entry={entry} data-report={report} data-none={say('none')} data-shown={say('shown')} data-more={say('more')} data-failed={say('failed')} data-in={say('in')} data-out={say('out')}>
      <p><button type="button">{say('open')}</button> <span class="quiet">{say('cost')}</span></p>
      <p role="status" />
      <div class="moving-ground" hidden>
        <div class="moving-sheet" dir="ltr"><div class="moving-canvas" /><div class="moving-names" /></div>
        <div class="filters">
          <label class="moving-time">{say('until')}<br /><input type="range" step="1" /> <output /></label>
          <label>{say('over')}<br />
            <select>{['all', '365', '30', '7'].map((days) => <option key={days} value={days}>{say(`over.${days}`)}</option>)}</select>
          </label>
        </div>
        <p class="quiet">{say('keys')}</p>
        <section aria-label={say('chosen')} aria-live="polite"><p class="quiet">{say('choose')}</p><ul /></section>
      </div>
    </section>
  );
}
