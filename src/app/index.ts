export * from './app.ts';
export { Counterpart, DamagedRecord, checkCase } from './counterpart.ts';
