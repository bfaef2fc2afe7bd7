import type { Instant } from '#base';
import { element, inXml } from '../papers/xml.ts';

/** A warning of the Common Alerting Protocol 1.2 (OASIS), as far as a record can answer for it. Urgency, severity and certainty are what somebody said; where nobody did, they are `Unknown`, as the protocol allows. */
export interface CapAlert {
  /** No spaces, commas or < &: the id of an entry of the record does. */
  readonly identifier: string;
  readonly sender: string;
  readonly sent: Instant;
  /** A fictional process sends tests only. */
  readonly status: 'Actual' | 'Test';
  readonly message: 'Alert' | 'Update' | 'Cancel';
  /** Earlier alerts that this one takes the place of, or takes back. */
  readonly references?: readonly Pick<CapAlert, 'identifier' | 'sender' | 'sent'>[];
  /** One for each language. */
  readonly infos: readonly CapInfo[];
}

export interface CapInfo {
  readonly language: string;
  readonly category: 'Transport' | 'Infra' | 'Safety' | 'Security' | 'Health' | 'Other';
  readonly event: string;
  readonly certainty?: 'Observed' | 'Likely' | 'Possible' | 'Unlikely' | 'Unknown';
  readonly severity?: 'Extreme' | 'Severe' | 'Moderate' | 'Minor' | 'Unknown';
  readonly urgency?: 'Immediate' | 'Expected' | 'Future' | 'Past' | 'Unknown';
  readonly onset?: Instant;
  readonly expires?: Instant;
  readonly senderName: string;
  readonly headline: string;
  readonly description: string;
  readonly web?: string;
  readonly area: { readonly description: string; readonly circle?: { readonly lat: number; readonly lon: number; readonly metres: number } };
}

/** "2002-05-24T16:49:00-00:00": CAP 1.2 §3.3.2 has no Z. */
const time = (instant: Instant): string => new Date(instant * 1000).toISOString().replace(/\.\d+Z$/, '-00:00');

const leaf = (name: string, value: string | undefined): string => (value === undefined ? '' : element(name, {}, inXml(value)));

/** The alert as XML, its elements in the order of the schema. */
export function writeCap({ identifier, sender, sent, status, message, references = [], infos }: CapAlert): string {
  const named = references.map((one) => `${one.sender},${one.identifier},${time(one.sent)}`).join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('alert', { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' }, ...[
    leaf('identifier', identifier), leaf('sender', sender), leaf('sent', time(sent)), leaf('status', status), leaf('msgType', message), leaf('scope', 'Public'), leaf('references', named === '' ? undefined : named),
    ...infos.map(info),
  ])}\n`;
}

function info({ language, category, event, urgency = 'Unknown', severity = 'Unknown', certainty = 'Unknown', onset, expires, senderName, headline, description, web, area }: CapInfo): string {
  const { circle } = area;
  return element('info', {}, ...[
    leaf('language', language), leaf('category', category), leaf('event', event), leaf('urgency', urgency), leaf('severity', severity), leaf('certainty', certainty),
    leaf('onset', onset === undefined ? undefined : time(onset)), leaf('expires', expires === undefined ? undefined : time(expires)), leaf('senderName', senderName), leaf('headline', [...headline].slice(0, 160).join('')), leaf('description', description), leaf('web', web),
    element('area', {}, leaf('areaDesc', area.description), circle === undefined ? '' : leaf('circle', `${circle.lat},${circle.lon} ${(circle.metres / 1000).toFixed(3)}`)),
  ]);
}
