import type { JSX } from 'preact';
import type { Commitment } from '#agreement';
import type { Cell, Group, Row } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName, actorLabel } from './names.tsx';
import { CellWords, Unheard } from './status.tsx';
import { dueWords, letterOf, perspectiveName } from './status-words.ts';
import { InWords } from './text.tsx';

/** More columns than this do not fit beside the commitment: the table then scrolls inside its frame, the commitment staying in view. */
const FITTING = 9;
const FEW = 5;

/** Few columns need not fill the page; many scroll. */
const widthOf = (columns: number): string => (columns > FITTING ? 'many' : columns <= FEW ? 'few' : '');

/** The commitments of one instrument by the accounts of those who speak of them. On narrow screens each row becomes a card with a list of accounts. */
export function StatusTable({ group, visit }: { readonly group: Group; readonly visit: Visit }): JSX.Element {
  const { instrument, rows, shown } = group;
  const { words } = visit;
  const names = new Map(shown.map((perspective) => [perspective.id, perspectiveName(visit, perspective)]));
  const heading = `i-${instrument.id}`;
  return (
    <section class={`matrix ${widthOf(shown.length)}`}>
      <h2 id={heading}><InWords text={instrument.title} words={words} /></h2>
      <p class="quiet">{words.say(`instrument.kind.${instrument.kind}`)}, {words.when(instrument.date)}</p>
      <Frame wide={shown.length > FITTING} label={`${words.text(instrument.title).words}, ${words.when(instrument.date)}`}>
        <table role="table" aria-labelledby={heading}>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">{words.say('state.column.commitment')}</th>
              {shown.map(({ id }) => <th key={id} role="columnheader" scope="col">{names.get(id)}</th>)}
            </tr>
          </thead>
          <tbody role="rowgroup">{rows.map((row) => <StatusRow key={row.commitment.id} row={row} names={names} visit={visit} />)}</tbody>
        </table>
      </Frame>
      <Silent group={group} visit={visit} />
    </section>
  );
}

/** A table too wide for the page scrolls inside a frame that the keyboard reaches. */
function Frame({ wide, label, children }: { readonly wide: boolean; readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return wide ? <div class="frame" role="region" aria-label={label} tabIndex={0}>{children}</div> : children;
}

function Silent({ group: { shown, silent }, visit }: { readonly group: Group; readonly visit: Visit }): JSX.Element | null {
  if (silent.length === 0) return null;
  if (shown.length === 0) return <p class="quiet">{visit.words.say('state.silent.all')}</p>;
  return <Unheard title={visit.words.say('state.silent.group', { count: silent.length })} perspectives={silent} visit={visit} />;
}

function StatusRow({ row, names, visit }: { readonly row: Row; readonly names: ReadonlyMap<string, string>; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  return (
    <tr role="row" class={row.differs ? 'differs' : undefined}>
      <th role="rowheader" scope="row">
        <CommitmentHead row={row} visit={visit} />
        {row.onRecord === null || names.size > 0 ? null : <p class="on-record">{words.say('state.onRecord')} <CellWords cell={row.onRecord} readings={row.readings} words={words} /></p>}
      </th>
      {row.cells.length > 0 && row.onRecord === null && row.cells.every(isSilent)
        ? <td role="cell" class="nobody" colSpan={row.cells.length}>{words.say('state.nobody')}</td>
        : row.cells.map((cell) => <StatusCell key={cell.perspective} cell={cell} name={names.get(cell.perspective) ?? ''} row={row} visit={visit} />)}
    </tr>
  );
}

const isSilent = ({ before, verdicts }: Cell): boolean => before === null && verdicts.every(({ word }) => word === 'no-account');

function StatusCell({ cell, name, row, visit }: { readonly cell: Cell; readonly name: string; readonly row: Row; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  if (isSilent(cell)) return <td role="cell" class="none" data-by={name}><span class="visually-hidden">{words.say('verdict.no-account')}</span></td>;
  return <td role="cell" data-by={name}><CellWords cell={cell} readings={row.readings} words={words} /></td>;
}

function CommitmentHead({ row, visit }: { readonly row: Row; readonly visit: Visit }): JSX.Element {
  const { commitment, dues, readings, differs, asserted } = row;
  const { words } = visit;
  return (
    <>
      <CommitmentTitle commitment={commitment} visit={visit} />
      <p><Parties commitment={commitment} visit={visit} /></p>
      {dues.map((due) => <p key={due.reading}>{due.reading === null ? null : <i>({letterOf(readings, due.reading)}) </i>}{dueWords(visit, due)}</p>)}
      {readings.length > dues.length ? <p>{words.say('state.readings', { count: readings.length, letters: words.list(readings.map(({ id }) => `(${letterOf(readings, id)})`)) })}</p> : null}
      {asserted === null ? null : <p><span class="tag">{words.say('state.asserted', { by: namesOf(visit, asserted.by), not: namesOf(visit, asserted.unconfirmed) })}</span></p>}
      {differs ? <p><span class="tag">{words.say('state.differs')}</span></p> : null}
    </>
  );
}

const namesOf = (visit: Visit, actors: readonly string[]): string => visit.words.list(actors.map((id) => actorLabel(visit, id)));

function CommitmentTitle({ commitment, visit }: { readonly commitment: Commitment; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <a href={href(visit, `commitments/${encodeURIComponent(commitment.id)}`)}><InWords text={commitment.title} words={words} /></a>{' '}
      <span class="clause">{words.say('state.clause', { clause: commitment.clause })}</span>
    </>
  );
}

/** Commitments that no fact could decide, each with its reason; folded away, so that what can be decided stands first. */
export function Undecidable({ groups, open, visit }: { readonly groups: readonly Group[]; readonly open: boolean; readonly visit: Visit }): JSX.Element | null {
  const { words } = visit;
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count === 0) return null;
  return (
    <details class="undecidable" open={open}>
      <summary><h2>{words.say('state.undecidable', { count })}</h2></summary>
      <p class="quiet">{words.say('state.undecidable.hint')}</p>
      {groups.map(({ instrument, rows }) => (
        <section key={instrument.id}>
          <h3><InWords text={instrument.title} words={words} /></h3>
          <ul>{rows.map(({ commitment, notExpressed }) => (
            <li key={commitment.id}>
              <CommitmentTitle commitment={commitment} visit={visit} /> <span class="quiet"><Parties commitment={commitment} visit={visit} /></span>
              {notExpressed === null ? null : <p class="quiet"><InWords text={notExpressed} words={words} /></p>}
            </li>
          ))}</ul>
        </section>
      ))}
    </details>
  );
}

/** Who owes it to whom: bearer → beneficiary. Bearers jointly, each or severally, as the text has it. */
export function Parties({ commitment: { bearers, beneficiaries = [] }, visit }: { readonly commitment: Commitment; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <Names ids={bearers.actors} visit={visit} />
      {bearers.actors.length > 1 && bearers.mode !== undefined ? ` (${words.say(`bearers.${bearers.mode}`)})` : null}
      {beneficiaries.length === 0 ? null : <><span class="to" aria-hidden="true"> → </span><span class="visually-hidden"> {words.say('state.to')} </span><Names ids={beneficiaries} visit={visit} /></>}
    </>
  );
}

function Names({ ids, visit }: { readonly ids: readonly string[]; readonly visit: Visit }): JSX.Element {
  return <>{ids.map((id, index) => <>{index === 0 ? null : ', '}<ActorName visit={visit} id={id} /></>)}</>;
}
