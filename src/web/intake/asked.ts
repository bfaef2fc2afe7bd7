import type { Result } from '#base';
import { ok, refuse } from '#base';
import { placeNamed } from '#app';
import type { ProcessState } from '#process';
import type { Brought, IntakeHow, Profile } from '#wire';
import { readProfile, readXlsForm } from '#wire';

/** A file that came with the form, or was kept in it since the time before: nothing of it stays on the server. */
export interface HeldFile extends Brought {
  readonly base64: string;
}

/** What the form of the page says. */
export interface Asked {
  readonly as: string;
  readonly audience: 'public' | 'table';
  readonly file: HeldFile | null;
  readonly form: HeldFile | null;
  readonly profile: Profile;
}

type Posted = { readonly [name: string]: string | File | (string | File)[] };

const text = (posted: Posted, name: string): string => { const value = posted[name]; return typeof value === 'string' ? value.trim() : ''; };

/** Reads the form. Refuses `intake.profile` with the field. */
export async function asked(posted: Posted): Promise<Result<Asked>> {
  const file = await fileOf(posted, 'file'), form = await fileOf(posted, 'form'), written = posted['profile'];
  const kept = written instanceof File && written.size > 0 ? readProfile(await written.text()) : ok<Profile>({});
  if (!kept.ok) return kept;
  const said = readProfile(JSON.stringify({ ...kept.value, ...given(posted), columns: { ...kept.value.columns, ...mapping(posted) } }));
  return said.ok ? ok({ as: text(posted, 'as'), audience: text(posted, 'audience') === 'table' ? 'table' : 'public', file, form, profile: said.value }) : said;
}

const given = (posted: Posted): { readonly [member: string]: unknown } => ({
  ...Object.fromEntries(['category', 'date', 'order', 'status'].flatMap((name) => (text(posted, name) === '' ? [] : [[name, text(posted, name)]]))), ...(text(posted, 'consent') === '' ? {} : { consent: text(posted, 'consent').split(/[\s,]+/).map((to) => ({ to })) }),
});

/** Where a person sent a column otherwise than it went by itself; or had sent it before. */
function mapping(posted: Posted): { readonly [column: string]: string | null } {
  return Object.fromEntries(Object.keys(posted).flatMap((name) => {
    const [, number] = /^key\.(\d+)$/.exec(name) ?? [], to = text(posted, `to.${number ?? ''}`);
    return number === undefined || (to === text(posted, `by-itself.${number}`) && text(posted, `said.${number}`) === '') ? [] : [[text(posted, name), to === '' ? null : to] as const];
  }));
}

async function fileOf(posted: Posted, name: string): Promise<HeldFile | null> {
  const value = posted[name], before = text(posted, `${name}-held`);
  if (value instanceof File && value.size > 0) { const bytes = new Uint8Array(await value.arrayBuffer()); return { name: value.name, bytes, base64: Buffer.from(bytes).toString('base64') }; }
  return before === '' ? null : { name: text(posted, `${name}-name`), bytes: new Uint8Array(Buffer.from(before, 'base64')), base64: before };
}

/** How the file is read. Refuses what `readXlsForm` refuses. */
export async function howOf(state: ProcessState, slug: string, { form, profile }: Asked, by: string, today: string): Promise<Result<IntakeHow>> {
  const read = form === null ? null : await readXlsForm(form.bytes, profile.category ?? 'observation');
  if (read?.ok === false) return refuse(read.refusal.code, read.refusal);
  return ok({ by, language: state.charter.languages[0] ?? 'en', profile, today, domain: `${slug}.counterpart.invalid`, placeOf: placeNamed(state), asking: true, ...(read === null ? {} : { form: read.value.form }) });
}
