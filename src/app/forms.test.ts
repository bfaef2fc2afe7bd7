import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freshFolder } from '../../tests/support/host.ts';
import { openForms } from '../store/index.ts';
import { certainForm } from './test-forms.ts';
import { dropForm, formsGiven, giveForm, givenForms } from './forms.ts';

const PROCESS = 'ab'.repeat(32), ends: (() => void)[] = [];
afterEach(() => { for (const end of ends.splice(0)) end(); });
const fresh = () => { const folder = freshFolder(); ends.push(() => folder.remove()); return { path: folder.path, forms: openForms(folder.path) }; };
const given = (forms: ReturnType<typeof openForms>) => givenForms(forms, PROCESS).map(({ id, version }) => `${id} ${version}`);

test('a later version takes the place of the one before, which stays to be read by; another machine reads the same digest', () => {
  const { path, forms } = fresh(), first = giveForm(forms, PROCESS, certainForm('bridge', '1')), before = forms.edition(PROCESS);
  expect(first).toMatchObject({ ok: true, value: { added: true } });
  expect(giveForm(forms, PROCESS, certainForm('bridge', '1'))).toMatchObject({ ok: true, value: { added: false } });
  expect(forms.edition(PROCESS)).toBe(before);
  expect(giveForm(forms, PROCESS, certainForm('bridge', '2', ['carts']))).toMatchObject({ ok: true, value: { added: true } });
  expect([given(forms), formsGiven(forms).ever(PROCESS).map(({ version }) => version), forms.edition(PROCESS) === before]).toEqual([['bridge 2'], ['1', '2'], false]);
  expect(givenForms(openForms(path), PROCESS)).toEqual(givenForms(forms, PROCESS));
  expect(giveForm(fresh().forms, PROCESS, certainForm('bridge', '1'))).toEqual(first);
});

test('one version has one set of questions, and a name that every process has is taken', () => {
  const { forms } = fresh();
  giveForm(forms, PROCESS, certainForm('bridge', '1'));
  expect(giveForm(forms, PROCESS, certainForm('bridge', '1', ['carts']))).toEqual({ ok: false, refusal: { code: 'form.version-taken', form: 'bridge', version: '1' } });
  expect(giveForm(forms, PROCESS, certainForm('observation', '9'))).toEqual({ ok: false, refusal: { code: 'form.standard', form: 'observation' } });
});

test('one that is taken away is given no longer, may come back, and is nobody else’s', () => {
  const { forms } = fresh();
  giveForm(forms, PROCESS, certainForm('bridge', '1'));
  expect(dropForm(forms, PROCESS, 'ferry')).toEqual({ ok: false, refusal: { code: 'form.unknown', form: 'ferry' } });
  expect(dropForm(forms, PROCESS, 'bridge').ok).toBe(true);
  expect(given(forms)).toEqual([]);
  expect(giveForm(forms, PROCESS, certainForm('bridge', '1'))).toMatchObject({ ok: true, value: { added: true } });
  expect([given(forms), givenForms(forms, 'cd'.repeat(32))]).toEqual([['bridge 1'], []]);
});

test('a line that was cut off by a crash is none, and the next one is whole', () => {
  const { path, forms } = fresh(), file = join(path, `forms-${PROCESS}.jsonl`);
  giveForm(forms, PROCESS, certainForm('bridge', '1'));
  appendFileSync(file, '{"form":{"id":"fer');
  expect(given(openForms(path))).toEqual(['bridge 1']);
  giveForm(openForms(path), PROCESS, certainForm('ferry', '1'));
  expect(given(openForms(path))).toEqual(['bridge 1', 'ferry 1']);
  expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
});
