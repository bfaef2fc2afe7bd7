export * from './app.ts';
export { Counterpart, checkCase } from './counterpart.ts';
