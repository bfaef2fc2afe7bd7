export * from './result.ts';
export * from './canonical.ts';
export * from './text.ts';
export * from './interval.ts';
export * from './time.ts';
export * from './zone.ts';
export * from './duration.ts';
export * from './sheets.ts';
