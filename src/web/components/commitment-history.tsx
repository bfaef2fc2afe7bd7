import type { JSX } from 'preact';
import type { CommitmentView, Course, VerdictWord } from '#views';
import type { Visit } from '../visit.ts';
import type { Fill, TimeScale } from './bars.tsx';
import { BarAxis, BarRow, Swatch } from './bars.tsx';
import { letterOf, perspectiveName } from './status-words.ts';
import { StackedTable } from './stacked-table.tsx';

const FILL: { readonly [word in VerdictWord]?: Fill } = {
  kept: 'holds', 'kept-to-end': 'holds', fulfilled: 'holds', restored: 'part', 'fulfilled-late': 'part',
  'not-kept': 'not', incidents: 'not', overdue: 'not', missed: 'not', disputed: 'disputed',
};
const LEGEND = ['holds', 'part', 'not', 'disputed'] as const;

/** How each account's result changed over time, on one shared scale; the table says the same exactly. */
export function CommitmentHistory({ courses, view, visit }: { readonly courses: readonly Course[]; readonly view: CommitmentView; readonly visit: Visit }): JSX.Element | null {
  const { words, dossier } = visit;
  if (courses.length === 0) return null;
  const scale: TimeScale = { from: dossier.range.from, to: Math.max(dossier.range.to, dossier.range.from + 1), zone: dossier.state.charter.zone };
  const used = new Set(courses.flatMap(({ phases }) => phases.map(({ verdict }) => FILL[verdict.word])));
  const rows = courses.flatMap((course, index) => course.phases.map((phase, at) => ({ key: `${index} ${at}`, cells: [
    nameOf(course, view, visit), words.interval(phase), words.say(`verdict.${phase.verdict.word}`),
  ] })));
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.say('commitment.history')}</h2>
      <figure class="bars">
        <figcaption>{LEGEND.filter((fill) => used.has(fill)).map((fill) => <span key={fill} class="legend"><Swatch fill={fill} /> {words.say(`commitment.legend.${fill}`)}</span>)}<span class="legend quiet">{words.say('commitment.legend.nothing')}</span></figcaption>
        {courses.map((course, index) => {
          const name = nameOf(course, view, visit);
          const label = words.say('commitment.course', { name, phases: course.phases.map((phase) => `${words.interval(phase)}: ${words.say(`verdict.${phase.verdict.word}`)}`).join('; ') });
          return <BarRow key={index} scale={scale} name={name} label={label} spans={course.phases.flatMap(({ from, to, verdict }) => { const fill = FILL[verdict.word]; return fill === undefined ? [] : [{ from, to, fill }]; })} />;
        })}
        <BarAxis scale={scale} words={words} />
      </figure>
      <details><summary>{words.say('commitment.history.table')}</summary>
        <StackedTable caption={words.say('commitment.history.caption')} columns={[words.say('commitment.column.account'), words.say('commitment.column.time'), words.say('commitment.column.result')]} rows={rows} />
      </details>
    </section>
  );
}

function nameOf({ perspective, reading }: Course, view: CommitmentView, visit: Visit): string {
  const found = visit.dossier.perspectives.find(({ id }) => id === perspective);
  const name = found === undefined ? perspective : perspectiveName(visit, found);
  return reading === null ? name : visit.words.say('commitment.course.reading', { name, letter: letterOf(view.commitment.readings ?? [], reading) });
}
