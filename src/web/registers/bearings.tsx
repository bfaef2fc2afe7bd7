import type { JSX } from 'preact';
import type { Bearing, Kin, Suggestion } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** What it bears on, by whose word; then what it may bear on, with the reason and who is to say so. */
export function Bearings({ visit, item, bearings, suggested }: { readonly visit: Visit; readonly item: string; readonly bearings: readonly Bearing[]; readonly suggested: readonly Suggestion[] }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="bears">
      <h2 id="bears">{words.say('report.bears')}</h2>
      {bearings.length === 0 ? <p>{words.say('report.bears.none')}</p> : <ul>{bearings.map((bearing) => <li key={bearing.commitment}><BearingLine visit={visit} bearing={bearing} /></li>)}</ul>}
      {suggested.length === 0 ? null : (
        <>
          <h3>{words.say('report.suggested')}</h3>
          <p class="quiet">{words.say('report.suggested.how')}</p>
          <ul>{suggested.map(({ commitment, why }) => (
            <li key={commitment}><CommitmentLink visit={visit} id={commitment} />: {words.list(why.map((one) => words.say(`report.why.${one}`)))}
              <span class="acts"><ActLink visit={visit} name="link" values={{ item, commitments: commitment }}>{words.say('report.link')}</ActLink> <ActLink visit={visit} name="unlink" values={{ item, commitments: commitment }}>{words.say('report.unlink')}</ActLink></span></li>
          ))}</ul>
        </>
      )}
      <p class="acts"><ActLink visit={visit} name="link" values={{ item }}>{words.say('act.link')}</ActLink></p>
    </section>
  );
}

export function BearingLine({ visit, bearing: { commitment, own, said, links } }: { readonly visit: Visit; readonly bearing: Bearing }): JSX.Element {
  const { words } = visit, who = (bears: boolean): readonly string[] => said.filter((one) => one.bears === bears).map(({ by }) => actorLabel(visit, by));
  return (
    <>
      <CommitmentLink visit={visit} id={commitment} />{': '}
      {[...(own ? [words.say('report.bears.own')] : []), ...([true, false] as const).flatMap((bears) => (who(bears).length === 0 ? [] : [words.say(bears ? 'report.bears.says' : 'report.bears.denies', { who: words.list(who(bears)) })]))].join('; ')}
      {links.map(({ value: { id, sentence, reason }, source }) => <div key={id} class="quiet">{sentence === undefined ? null : <q><InWords text={sentence} words={words} /></q>} {reason === undefined ? null : <InWords text={reason} words={words} />} <EntryLink visit={visit} position={source.position} /></div>)}
    </>
  );
}

export function CommitmentLink({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const held = visit.dossier.state.commitments.get(id);
  return <a href={href(visit, `commitments/${encodeURIComponent(id)}`)}>{id}{held === undefined ? null : <> <InWords text={held.value.title} words={visit.words} /></>}</a>;
}

/** What somebody told to be the same, and what may be (`maybe`), for a person to say: nothing is hidden by it, and it can be undone. */
export function Likeness({ visit, id, kin: { keep, same, pending, said }, among = 'reports', maybe = [] }: { readonly visit: Visit; readonly id: string; readonly kin: Kin; readonly among?: 'reports' | 'claims'; readonly maybe?: readonly string[] }): JSX.Element {
  const { words, dossier: { state } } = visit, direct = same.filter((other) => state.alike.get(other) === id), link = (other: string): JSX.Element => <a href={href(visit, `${among}/${encodeURIComponent(other)}`)}>{other}</a>;
  return (
    <section aria-labelledby="alike">
      <h2 id="alike">{words.say('report.alike')}</h2>
      {keep === null && same.length === 0 ? <p>{words.say('report.alike.none')}</p> : null}
      {keep === null ? null : <p>{words.say('report.alike.front')} {link(keep)}</p>}
      {same.length === 0 ? null : <p>{words.say('report.alike.same')} {same.map((other, index) => <>{index === 0 ? null : ', '}{link(other)}</>)}</p>}
      {pending.length === 0 ? null : <><p>{words.say('report.alike.pending')}</p><ul>{pending.map((one) => <li key={one.id}>{link(one.id)}, {words.say('report.alike.with')} {link(one.keep)} <ActLink visit={visit} name="alike" values={{ keep: one.keep, same: [one.id] }}>{words.say('act.alike')}</ActLink></li>)}</ul></>}
      {said.length === 0 ? null : <ul>{said.map(({ value, source }) => <li key={value.id}><b><ActorName visit={visit} id={value.by} /></b>, {words.when(value.date)}: {words.say(`report.alike.${value.step}`, { keep: value.keep, same: words.list(value.same) })} <InWords text={value.reason} words={words} /> <EntryLink visit={visit} position={source.position} /></li>)}</ul>}
      {maybe.length === 0 ? null : <><p>{words.say('report.alike.maybe')}</p><ul>{maybe.map((other) => <li key={other}>{link(other)} <ActLink visit={visit} name="alike" values={{ keep: id, same: [other] }}>{words.say('act.alike')}</ActLink></li>)}</ul></>}
      <p class="acts"><ActLink visit={visit} name="alike" values={{ keep: id }}>{words.say('act.alike')}</ActLink>{direct.length === 0 ? null : <> <ActLink visit={visit} name="apart" values={{ keep: id, same: direct }}>{words.say('act.apart')}</ActLink></>}</p>
    </section>
  );
}
