import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { DeviceData } from './data.tsx';

/** What this device keeps: what was signed on it and what became of it, words not signed yet, keys. The script fills it; nothing of it is on the server. */
export const outboxPage = async (visit: Visit): Promise<Page | null> => {
  const { words, dossier: { state } } = visit;
  if (state.charter.kind !== 'live') return null;
  return {
    title: words.say('act.outbox'), scripts: ['outbox-page'], exit: true,
    main: (
      <>
        <p><a href={href(visit, 'act')}>{words.say('act.all')}</a></p>
        <h1>{words.say('act.outbox')}</h1>
        <p>{words.say('outbox.intro')}</p>
        <noscript><p class="warning">{words.say('outbox.no-script')}</p></noscript>
        <p id="line" role="status" class="quiet"></p>
        <section aria-labelledby="signed"><h2 id="signed">{words.say('outbox.signed')}</h2><ul id="outgoing" class="plain-list"></ul><p class="quiet" id="none" hidden>{words.say('outbox.none')}</p>
          <p class="buttons"><button type="button" id="send">{words.say('outbox.send')}</button> <button type="button" id="save" class="minor">{words.say('outbox.save')}</button> <button type="button" id="receipts" class="minor">{words.say('outbox.receipts')}</button></p></section>
        <section aria-labelledby="drafts-title"><h2 id="drafts-title">{words.say('outbox.drafts')}</h2><ul id="drafts" class="plain-list"></ul></section>
        <section aria-labelledby="keys-title"><h2 id="keys-title">{words.say('outbox.keys')}</h2><p>{words.say('outbox.keys.intro')}</p><ul id="keys" class="plain-list"></ul>
          <p><label for="key-file">{words.say('outbox.key-file')}</label> <input id="key-file" type="file" /></p><p id="key-said" role="status"></p></section>
        <section id="clear" aria-labelledby="clear-title"><h2 id="clear-title">{words.say('outbox.clear')}</h2><p>{words.say('outbox.clear.intro')}</p>
          <p><label><input type="checkbox" id="sure" /> {words.say('outbox.clear.sure')}</label></p>
          <p><button type="button" id="clear-all" class="minor">{words.say('outbox.clear.do')}</button></p></section>
        <DeviceData visit={visit} act={null} people={[]} />
      </>
    ),
  };
};
