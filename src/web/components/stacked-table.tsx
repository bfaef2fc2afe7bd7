import type { ComponentChildren, JSX } from 'preact';

export interface StackedTableProps {
  readonly caption: ComponentChildren;
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  /** Its columns have long names: as cards, these get half of the room. */
  readonly long?: boolean;
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/** A table that becomes a list of cards on a narrow screen. The roles are written out because a table laid out as blocks loses them; what a cell holds is one thing beside its label. */
export function StackedTable({ caption, columns, rows, long = false }: StackedTableProps): JSX.Element {
  return (
    <table class={long ? 'stacked long' : 'stacked'} role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup"><tr role="row">{columns.map((column) => <th key={column} role="columnheader" scope="col">{column}</th>)}</tr></thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">{cells.map((cell, index) => (index === 0
            ? <th key={index} role="rowheader" scope="row" data-label={columns[index]}><div>{cell}</div></th>
            : <td key={index} role="cell" data-label={columns[index]}><div>{cell}</div></td>))}</tr>
        ))}
      </tbody>
    </table>
  );
}
