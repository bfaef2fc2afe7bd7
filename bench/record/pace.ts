/** How many a second, by the clock on the wall and by the processors' time of this program, its threads included. */
export interface Pace {
  readonly wall: number;
  readonly cpu: number;
}

export async function pace(count: number, work: () => Promise<unknown>): Promise<Pace> {
  const from = process.hrtime.bigint(), before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: Math.round(count / (Number(process.hrtime.bigint() - from) / 1e9)), cpu: Math.round(count / ((user + system) / 1e6)) };
}
