import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { CHARTER, held, talksVisit } from '../../../tests/samples/talks.ts';
import { Table } from '../../process/test-table.ts';
import { Parity } from './parity.tsx';

const text = (table: Table): string => render(<Parity visit={talksVisit(table, 'people')} />).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the parts of the sides', () => {
  it('stand side by side: seats, women, groups and time by whose account, initiative, days to answer; without a score', () => {
    const words = text(held());
    expect(words).toMatch(/Upland Mediator 1 2 1 \(of 1 nothing is given\) – 10 minutes Lowland Mediator 1 1 0 farmers 8 minutes and 30 seconds/);
    expect(words).toMatch(/Upland Lowland 1 2 /);
    expect(words).toMatch(/Upland 1 0 0 0 .*? Lowland 0 1 1 0 .*? 2 days/);
    expect(words).not.toMatch(/%|per ?cent|rank|average/i);
  });

  it('are not there where nobody met or proposed to', () => expect(text(new Table(CHARTER))).toBe(''));
});
