import type { z } from 'zod';

/** Whether a value is right by a schema, no more. */
export type Right = (value: unknown) => boolean;

type Schema = z.core.$ZodType;
type Check = z.core.$ZodCheck<unknown>;

const MADE = new WeakMap<Schema, Right>();

/**
 * The schema as a plain yes or no. What it says yes to the schema passes as it is; it may say no where the schema would pass: the schema has the last word then, and says what is wrong.
 * Forms are looked at here, without a record of where one is; every check that a schema holds is the schema's own. Only for schemas that change nothing of what they read.
 */
export function plainly(schema: Schema): Right {
  const before = MADE.get(schema);
  if (before !== undefined) return before;
  const made = withChecks(schema, formOf(schema));
  MADE.set(schema, made);
  return made;
}

function formOf(schema: Schema): Right {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string': return (value) => typeof value === 'string';
    case 'number': return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'boolean': return (value) => typeof value === 'boolean';
    case 'unknown': return () => true;
    case 'enum': case 'literal': return oneOf(schema._zod.values);
    case 'optional': return plainly(def.innerType);
    case 'array': return listOf(plainly(def.element));
    case 'object': return objectOf(def.shape, def.catchall);
    case 'record': return recordOf(plainly(def.keyType), plainly(def.valueType));
    case 'union': return anyOf(def.options.map(plainly));
    default: return passes(schema);
  }
}

/** By the schema itself. */
const passes = (schema: Schema): Right => (value) => {
  const read = schema._zod.run({ value, issues: [] }, { async: false });
  return !(read instanceof Promise) && read.issues.length === 0;
};

const oneOf = (values: ReadonlySet<unknown> | undefined): Right => (value) => values?.has(value) === true;

const anyOf = (options: readonly Right[]): Right => (value) => options.some((right) => right(value));

const listOf = (item: Right): Right => (value) => {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index += 1) if (!item(value[index])) return false;
  return true;
};

const isObject = (value: unknown): value is { readonly [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Of no members but its own, and with all that may not be left out. */
function objectOf(shape: z.core.$ZodShape, catchall: Schema | undefined): Right {
  const members = new Map(Object.entries(shape).map(([name, schema]) => [name, { right: plainly(schema), needed: schema._zod.optin === undefined ? 1 : 0 }]));
  const needed = [...members.values()].reduce((count, member) => count + member.needed, 0), strict = catchall?._zod.def.type === 'never';
  return (value) => {
    if (!strict || !isObject(value)) return false;
    let missing = needed;
    for (const name in value) {
      const member = members.get(name);
      if (member === undefined || !member.right(value[name])) return false;
      missing -= member.needed;
    }
    return missing === 0;
  };
}

const recordOf = (name: Right, member: Right): Right => (value) => {
  if (!isObject(value)) return false;
  for (const key in value) if (!name(key) || !member(value[key])) return false;
  return true;
};

function withChecks(schema: Schema, form: Right): Right {
  const own = 'check' in schema._zod ? [schema] : [], checks = ([...own, ...(schema._zod.def.checks ?? [])] as unknown as readonly Check[]).map(checkOf);
  const [first, second] = checks;
  if (first === undefined) return form;
  if (second === undefined) return (value) => form(value) && first(value);
  return (value) => form(value) && checks.every((right) => right(value));
}

/** The commonest of what schemas check is asked without a list of what is wrong. Lengths of text are counted in letters, of which some take two units: where the count of units leaves it open, the check itself is asked, or no is said. */
function checkOf(check: Check): Right {
  const { def } = (check as z.core.$ZodChecks)._zod;
  switch (def.check) {
    case 'string_format': return def.pattern === undefined || def.pattern.global || def.pattern.sticky || def.format !== 'regex' ? asked(check) : matches(def.pattern);
    case 'min_length': return (value) => (typeof value === 'string' && def.minimum > 1 ? asked(check)(value) : (value as string | readonly unknown[]).length >= def.minimum);
    case 'max_length': return (value) => (value as string | readonly unknown[]).length <= def.maximum;
    default: return asked(check);
  }
}

const matches = (pattern: RegExp): Right => (value) => pattern.test(value as string);

const asked = ({ _zod: { check, def } }: Check): Right => (value) => {
  const payload: z.core.ParsePayload = { value, issues: [] };
  if (def.when !== undefined && !def.when(payload)) return false;
  return !(check(payload) instanceof Promise) && payload.issues.length === 0;
};
