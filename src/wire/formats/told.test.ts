import { describe, expect, test } from 'vitest';
import type { Claim, Outcome } from '#process';
import type { CapAlert } from './cap.ts';
import { writeCap } from './cap.ts';
import { writeClaimReviews } from './claim-review.ts';
import { readXml } from './xml.ts';

const CLAIM: Claim = {
  id: 'c1', date: '2023-07-11', asserter: { en: 'A diplomat who asked not to be named' }, by: 'A', anonymity: 'unnamed', words: { en: 'The road </script> is <closed>.', ru: 'Дорога закрыта.' }, quoted: true, concerns: ['B'], first: { outlet: 'The Courier', at: '2023-07-11', url: 'https://courier.example/1' },
};
const OUTCOME: Outcome = { id: 'o1', by: 'B', date: '2023-07-12', claim: 'c1', outcome: 'denied', text: { en: 'It is open.' } };
interface Node { readonly '@type': string; readonly [member: string]: unknown }
const graph = (outcomes: readonly Outcome[], claim = CLAIM): readonly Node[] => (JSON.parse(writeClaimReviews({ claim, appearances: [claim.first, { outlet: 'The Herald', at: '2023-07-12' }], outcomes, url: 'https://host.example/valley/claims/c1', language: 'en', nameOf: (actor) => ({ en: `Side ${actor}` }) })) as { readonly '@graph': readonly Node[] })['@graph'];

describe('a claim as JSON-LD', () => {
  test('nobody has said anything of it: a claim and no review', () => {
    expect(graph([]).map((node) => node['@type'])).toEqual(['Claim']);
  });

  test('each side’s word is a review of that side’s, without a number', () => {
    const [claim, review] = graph([OUTCOME]);
    expect(claim).toMatchObject({ firstAppearance: { publisher: { name: 'The Courier' } }, appearance: [{ publisher: { name: 'The Herald' } }] });
    expect(review).toMatchObject({ '@type': 'ClaimReview', author: { name: 'Side B' }, reviewRating: { alternateName: 'denied' }, itemReviewed: { '@id': 'https://host.example/valley/claims/c1#claim' } });
    expect(JSON.stringify(review)).not.toContain('ratingValue');
  });

  test('who asked not to be named is not named, though the record says whose they are', () => {
    expect(graph([])[0]).toMatchObject({ author: { name: 'A diplomat who asked not to be named' } });
    expect(graph([], { ...CLAIM, anonymity: 'office' })[0]).toMatchObject({ author: { name: 'Side A' } });
  });

  test('can stand inside a page', () => {
    expect(writeClaimReviews({ claim: CLAIM, appearances: [CLAIM.first], outcomes: [], url: 'u', language: 'en', nameOf: () => ({ en: 'x' }) })).not.toMatch(/<\/script/i);
  });
});

describe('a warning as CAP 1.2', () => {
  const ALERT: CapAlert = {
    identifier: 'w1', sender: 'counterpart/p', sent: 1_700_000_000, status: 'Test', message: 'Update', references: [{ identifier: 'w0', sender: 'counterpart/p', sent: 1_699_990_000 }],
    infos: [{ language: 'en', category: 'Transport', event: 'Road closed', severity: 'Moderate', onset: 1_700_000_000, senderName: 'The Mission', headline: 'Closed & <guarded>', description: 'Since the morning.', area: { description: 'km 22', circle: { lat: 39.8, lon: 46.7, metres: 150 } } }],
  };

  test('has the elements in the order of the schema', () => {
    const read = readXml(writeCap(ALERT), { 'urn:oasis:names:tc:emergency:cap:1.2': 'cap' });
    expect(read.ok && read.value.children.map(({ name, text }) => [name, text])).toEqual([
      ['cap:identifier', 'w1'], ['cap:sender', 'counterpart/p'], ['cap:sent', '2023-11-14T22:13:20-00:00'], ['cap:status', 'Test'], ['cap:msgType', 'Update'], ['cap:scope', 'Public'], ['cap:references', 'counterpart/p,w0,2023-11-14T19:26:40-00:00'], ['cap:info', ''],
    ]);
    expect(read.ok && read.value.children.at(-1)?.children.map(({ name, text }) => [name, text])).toEqual([
      ['cap:language', 'en'], ['cap:category', 'Transport'], ['cap:event', 'Road closed'], ['cap:urgency', 'Unknown'], ['cap:severity', 'Moderate'], ['cap:certainty', 'Unknown'], ['cap:onset', '2023-11-14T22:13:20-00:00'], ['cap:senderName', 'The Mission'], ['cap:headline', 'Closed & <guarded>'], ['cap:description', 'Since the morning.'], ['cap:area', ''],
    ]);
    expect(writeCap(ALERT)).toContain('<circle>39.8,46.7 0.150</circle>');
  });
});
