import { TheRecord1767225600000 } from './1767225600000-the-record.ts';

export const migrations = [TheRecord1767225600000];
