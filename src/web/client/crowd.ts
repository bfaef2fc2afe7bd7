import type { Seated } from '../acting/seats.ts';
import { put } from './database.ts';
import { allKeys } from './device.ts';
import { fetched } from './head.ts';
import { data } from './page-data.ts';

/** Where the page names not everybody, for they are too many: the seats of this device's own keys are asked for once, and kept with the key, so that they are known without a line, too. */
export async function seatsHere(choice: HTMLSelectElement | null): Promise<void> {
  const { seats, people, process } = data;
  if (seats === undefined) return;
  for (const key of await allKeys()) {
    const seat = key.place !== process || people.some((one) => one.key === key.key) ? undefined : key.seat ?? await seatOf(seats.at, key.key);
    if (seat === undefined) continue;
    await put('keys', { ...key, seat });
    (people as (typeof people[number])[]).push({ ...seat, may: seats.voices.includes(seat.capacity) });
    choice?.add(new Option(seat.who, seat.id));
  }
}

/** Whose key it is; `undefined`: nobody's here, or the host is not reached. */
export async function seatOf(at: string, key: string): Promise<Seated | undefined> {
  const answer = await fetched(`${at}?key=${encodeURIComponent(key)}`);
  return answer?.ok === true ? (await answer.json() as readonly Seated[])[0] : undefined;
}
