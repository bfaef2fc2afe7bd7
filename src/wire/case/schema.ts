import { z } from 'zod';
import type { Json } from '#base';
import { geographyShape } from '../schemas/bodies.ts';
import { id, instant, text } from '../schemas/values.ts';
import { head, isItemMember, isListMember, schemas } from './members.ts';
import type { ListMember } from './members.ts';

const signed = { signedBy: id.exactOptional(), recordedAt: instant.exactOptional() };
const drawn = z.strictObject({ ...geographyShape, lines: geographyShape.lines.exactOptional(), geojson: z.string().exactOptional() });

function listOf(member: ListMember): z.ZodType {
  const item: z.ZodObject = member === 'geography' ? drawn : schemas[member];
  return z.array(isItemMember(member) ? z.strictObject({ ...item.shape, ...signed }) : item).exactOptional();
}

/**
 * JSON Schema (draft 2020-12) of a case file, for editors that complete and check while one types. It says less than `readCase`:
 * what is looked up across items, and what a member of `signedBy` needs, only the reader knows.
 */
export function caseFileSchema(): Json {
  const members = Object.keys(schemas).filter(isListMember).map((member) => [member, listOf(member)] as const);
  const file = z.strictObject({ case: head.exactOptional(), ...Object.fromEntries(members) });
  const schema = z.toJSONSchema(file, {
    io: 'input', reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) !== text || jsonSchema.anyOf !== undefined) return;
      const { id: name, ...record } = jsonSchema;
      for (const member of Object.keys(jsonSchema)) delete jsonSchema[member];
      Object.assign(jsonSchema, { ...(name !== undefined && { id: name }), anyOf: [{ type: 'string' }, record], description: 'Words in English, or words by language tag' });
    },
  });
  return { ...schema, title: 'A case file of Counterpart (docs/formats/cases.md)' } as unknown as Json;
}

