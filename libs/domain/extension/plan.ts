import type { ExtensionPolicy } from '../../contracts/policy.ts';
import { startOf } from '../policy/planning.ts';
import type { Planning } from '../policy/planning.ts';
import type { ExtensionStart } from './extension.ts';

/** What a request for more time will be like in this unit: who decides, by when, and who instead of them. */
export const planExtension = (duty: ExtensionPolicy, planning: Planning): ExtensionStart[] =>
  [{ ...startOf(planning, duty, duty.id), kind: 'extension', title: duty.title, deputies: duty.deputy ? planning.find(duty.deputy) : [] }];
