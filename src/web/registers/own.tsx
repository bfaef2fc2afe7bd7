import type { JSX } from 'preact';
import type { RegisterFilter, RegisterView } from '#views';
import type { Visit } from '../visit.ts';
import { Access } from './access-section.tsx';
import { CorridorSections } from './corridor-section.tsx';
import { LivingSections } from './living-section.tsx';
import { OutageSections } from './outage-section.tsx';
import { Sought } from './sought-section.tsx';

export interface OwnProps {
  readonly visit: Visit;
  readonly view: RegisterView;
  readonly filter: RegisterFilter;
}

/** What only one register has, between its counts and its rows. */
export function OfItsOwn(props: OwnProps): JSX.Element | null {
  switch (props.view.name) {
    case 'corridors': return <><CorridorSections {...props} /><Access {...props} title="register.access.passing" /></>;
    case 'infrastructure': return <><OutageSections {...props} /><Access {...props} title="register.access.repair" /></>;
    case 'people': return <><Sought {...props} statuses={['missing', 'remains']} /><Access {...props} title="register.access.search" /></>;
    case 'detainees': return <Sought {...props} statuses={['detained']} />;
    case 'windows': return <Access {...props} title="register.access" />;
    case 'living': return <LivingSections {...props} />;
    case 'incidents': case 'observations': return null;
  }
}
