export { openStore } from './sqlite.ts';
