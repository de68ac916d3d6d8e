import { TheRecord1767225600000 } from './1767225600000-the-record.ts';
import { Documents1767400000000 } from './1767400000000-documents.ts';

export const migrations = [TheRecord1767225600000, Documents1767400000000];
