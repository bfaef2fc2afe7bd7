export * from './app.ts';
export { Counterpart, DamagedRecord } from './counterpart.ts';
