import type { GivenForm } from '#app';
import { DeviceData } from '../acting/data.tsx';
import { actHref, mayDo } from '../acting/page.tsx';
import { actOf } from '../acts/acts.ts';
import { BeforeGoing } from '../components/before-going.tsx';
import { languageName } from '../acting/choices.ts';
import { few } from '../acting/seats.ts';
import { whoIs } from '../components/person.ts';
import type { Page, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { NAMED, reportingData } from './data.ts';

/** Reporting where there may be no line for weeks: every form on one page, filled in, kept and signed on the device. */
export const reportingPage = async (visit: Visit, given: readonly GivenForm[]): Promise<Page | null> => {
  const { words, dossier: { slug, state }, reader } = visit, act = actOf('report');
  if (state.charter.kind !== 'live' || act === undefined) return null;
  const people = mayDo(visit, act), data = reportingData(visit, people, given), languages = state.charter.languages;
  return {
    title: words.say('reporting.title'), scripts: ['reporting'], exit: true, app: `/${encodeURIComponent(slug)}/report.webmanifest`,
    main: (
      <>
        <h1>{words.say('reporting.title')}</h1>
        <p>{words.say('reporting.intro')}</p>
        <noscript><p class="warning">{words.say('reporting.no-script')} <a href={actHref(visit, 'report')}>{words.say('act.report')}</a></p></noscript>
        <p id="line" role="status" class="quiet"></p>
        <div id="clock" role="status"></div>
        <div id="room" role="status"></div>
        <form id="report" class="act" hidden noValidate autocomplete="off">
          <p class="field"><label for="f-as">{words.say('act.as')}</label>
            <select id="f-as" name="as"><option value="">{words.say('act.choose')}</option>{few(visit, people, [], NAMED).map((person) => <option key={person.id} value={person.id} selected={person.id === reader?.id}>{whoIs(visit, person)}</option>)}</select></p>
          <p id="device-key" class="quiet" role="status"></p>
          <p class="field"><label for="f-language">{words.say('reporting.language')}</label>
            <select id="f-language" name="language">{languages.map((tag) => <option key={tag} value={tag} selected={tag === words.locale}>{languageName(visit, tag)}</option>)}</select></p>
          <p class="field"><label for="f-form">{words.say('reporting.form')}</label>
            <select id="f-form" name="form">{data.forms.map(({ id, title }) => <option key={id} value={id}>{words.text(title).words}</option>)}</select></p>
          {given.length === 0 ? null : <div id="forms-given" class="quiet" role="status"><p>{words.say('reporting.forms-given', { forms: words.list(given.map(({ title, version, digest }) => words.say('reporting.form-given', { title: words.text(title).words, version, digest: digest.slice(0, 8) }))) })}</p></div>}
          <div id="questions"></div>
          <p class="field"><label for="f-audience">{words.say('act.audience')}</label>
            <select id="f-audience" name="audience">{['public', 'table'].map((one) => <option key={one} value={one}>{words.say(`act.audience.${one}`)}</option>)}</select></p>
          <p class="buttons"><button type="submit">{words.say('act.review')}</button> <button type="button" id="add" class="minor">{words.say('reporting.add')}</button></p>
        </form>
        <div id="signing" hidden></div>
        <details class="act"><summary>{words.say('reporting.own-form')}</summary>
          <p>{words.say('reporting.own-form.intro')}</p>
          <p class="field"><label for="own-category">{words.say('reporting.own-form.category')}</label>
            <select id="own-category">{data.forms.map(({ category, title }) => <option key={category} value={category}>{Object.values(title)[0]}</option>)}</select></p>
          <p class="field"><label for="own-form">{words.say('reporting.own-form.file')}</label><input id="own-form" type="file" accept=".xlsx" /></p>
          <div id="form-said" role="status"></div></details>
        <section id="patrol" aria-labelledby="patrol-title" hidden></section>
        <section id="kept" aria-labelledby="kept-title" hidden><h2 id="kept-title">{words.say('reporting.kept')}</h2>
          <ul id="outgoing" class="plain-list"></ul>
          <p class="buttons"><button type="button" id="send">{words.say('outbox.send')}</button> <button type="button" id="save" class="minor">{words.say('outbox.save')}</button> <a href={href(visit, 'outbox')}>{words.say('act.outbox')}</a></p></section>
        <section aria-labelledby="shared-title"><h2 id="shared-title">{words.say('reporting.shared')}</h2>
          <p><label><input type="checkbox" id="shared" /> {words.say('reporting.shared.on')}</label></p>
          <p><button type="button" id="leave" class="minor">{words.say('reporting.leave')}</button></p><p id="left" role="status"></p></section>
        {reader === undefined ? <BeforeGoing visit={visit} /> : null}
        <DeviceData visit={visit} act={act} people={people} more={data} />
      </>
    ),
  };
};
