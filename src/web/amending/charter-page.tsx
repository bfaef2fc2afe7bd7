import type { JSX } from 'preact';
import type { Amending, Amendments } from '#app';
import { isEntered } from '#app';
import type { ProcessState } from '#process';
import type { CharterGroup } from '#views';
import { charterChanges, charterLines, charterWords } from '#views';
import { CharterChanges, WholeCharter } from '../components/charter.tsx';
import { AsOfLine } from '../layout.tsx';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** The charter as it stands, in words; every change of it, with the reason; and for heads the changes that are being drafted. */
export async function charterPage(visit: Visit, amendments: Amendments | undefined): Promise<Page> {
  const { words, dossier: { state }, reader } = visit, head = reader?.capacity === 'head' && amendments !== undefined, drafts = head ? await amendments.all(state) : [];
  return {
    title: words.say('amend.charter'),
    main: (
      <>
        <h1>{words.say('amend.charter')}</h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say('amend.charter.intro')} <a href={href(visit, 'record/0')}>{words.say('amend.charter.entry')}</a></p>
        <h2>{words.say('new.read.whole')}</h2>
        <WholeCharter words={words} lines={charterLines(charterWords(state.charter)).filter(({ group }) => state.charter.kind === 'live' || !OF_A_TABLE.includes(group))} />
        <History visit={visit} state={state} />
        {head ? <Drafts visit={visit} drafts={drafts.filter(({ id }) => !isEntered(id, state))} /> : null}
      </>
    ),
  };
}

/** Of a documentary record, which its editors write, there is no procedure to tell of. */
const OF_A_TABLE: readonly CharterGroup[] = ['procedure', 'keeping'];

/** Each amendment: what it changed, why, and its entry. */
function History({ visit, state }: { readonly visit: Visit; readonly state: ProcessState }): JSX.Element | null {
  const { words } = visit, [, ...later] = state.charterHistory;
  if (later.length === 0) return null;
  return (
    <>
      <h2>{words.say('amend.history')}</h2>
      {later.map(({ value, source }, index) => {
        const ground = state.ground.get(source.entry)?.value, reason = ground?.kind === 'amendment' ? words.text(ground.content.reason) : null, before = state.charterHistory[index]?.value ?? value;
        return (
          <section key={source.entry} aria-labelledby={`amended-${source.position}`}>
            <h3 id={`amended-${source.position}`}><a href={href(visit, `record/${source.position}`)}>{words.say('amend.entered', { day: words.day(source.recorded), number: source.position })}</a></h3>
            {reason === null ? null : <p>{words.say('amend.because')} <bdi lang={reason.language}>{reason.words}</bdi></p>}
            <CharterChanges words={words} changes={charterChanges(charterWords(before), charterWords(value))} />
          </section>
        );
      })}
    </>
  );
}

function Drafts({ visit, drafts }: { readonly visit: Visit; readonly drafts: readonly { readonly id: string; readonly paper: Amending }[] }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <h2>{words.say('amend.drafts')}</h2>
      {drafts.length === 0 ? <p>{words.say('amend.drafts.none')}</p> : <ul>{drafts.map(({ id, paper }) => <li key={id}><a href={href(visit, `amend/${id}`)}>{words.say('amend.draft-of', { by: paper.by, signed: paper.agreedBy.length })}</a></li>)}</ul>}
      <form method="post" action={href(visit, 'amend')}><p><button type="submit">{words.say('amend.begin')}</button></p></form>
    </>
  );
}
