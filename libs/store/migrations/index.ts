import { TheRecord1767225600000 } from './1767225600000-the-record.ts';
import { Documents1767400000000 } from './1767400000000-documents.ts';
import { DocumentsByUnit1767500000000 } from './1767500000000-documents-by-unit.ts';

export const migrations = [TheRecord1767225600000, Documents1767400000000, DocumentsByUnit1767500000000];
