import { expect, it } from 'vitest';
import written from '../../../cases/schema.json' with { type: 'json' };
import { caseFileSchema } from './schema.ts';

it('cases/schema.json is what `node tools/case-schema.ts` writes', () => {
  expect(written).toEqual(JSON.parse(JSON.stringify(caseFileSchema())));
});

it('allows what the reader allows: a plain string for a text, a file for lines, a signer of each item', () => {
  const { $defs, properties } = written;
  expect($defs.Text.anyOf[0]).toEqual({ type: 'string' });
  expect(properties.geography.items.required).not.toContain('lines');
  expect(Object.keys(properties.statements.items.properties)).toEqual(expect.arrayContaining(['signedBy', 'recordedAt']));
  expect(Object.keys(properties.case.properties.charter.properties)).not.toContain('actors');
});
